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
        var lines = ReadLines(want.Path.ToString());
        if (!lines.Contains(want.Line))
        {
            var system = (ISystem)plan.System;
            await system.WriteAsync(want.Path, FileContent.FromText(string.Join('\n', [.. lines, want.Line, ""])), new FileMetadata("0644"), cancel);
        }
    }

    private static IReadOnlyList<string> ReadLines(string path) => File.ReadAllLines(path);
}
