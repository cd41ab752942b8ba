/// <summary>A line of a file.</summary>
[ResourceType("line")]
public sealed partial class LineResource : Resource
{
    /// <summary>The file.</summary>
    [Key]
    public AbsolutePath Path { get; }

    /// <summary>The line, without its end.</summary>
    [Key]
    public string Line { get; }
}

[Provider<LineResource>("text", Default = true)]
internal sealed class LineProvider : Provider<LineResource>
{
    public override async ValueTask PlanAsync(LineResource want, Plan plan, CancellationToken cancel)
    {
        var lines = await ReadLinesAsync(plan.System, want.Path, cancel);
        if (!lines.Contains(want.Line))
        {
            var content = FileContent.FromText(string.Join('\n', [.. lines, want.Line, ""]));
            plan.Change("append", null, want.Line, system => system.WriteAsync(want.Path, content, new FileMetadata("0644")));
        }
    }

    private static async Task<IReadOnlyList<string>> ReadLinesAsync(ISystemReader system, AbsolutePath path, CancellationToken cancel)
    {
        var bytes = await system.ReadAsync(path, cancel);
        return System.Text.Encoding.UTF8.GetString(bytes.Span).TrimEnd('\n').Split('\n');
    }
}
