/// <summary>An entry of a list, a file with one on each line.</summary>
[ResourceType("list-entry")]
public sealed partial class ListEntryResource : Resource
{
    /// <summary>The file.</summary>
    [Key]
    public AbsolutePath Path { get; }

    /// <summary>The entry.</summary>
    [Key]
    public string Entry { get; }
}

[Provider<ListEntryResource>("text", Default = true)]
internal sealed class ListEntryProvider : Provider<ListEntryResource>
{
    public override async ValueTask PlanAsync(ListEntryResource want, Plan plan, CancellationToken cancel)
    {
        var lines = await ReadLinesAsync(plan.System, want.Path, cancel);
        if (!lines.Contains(want.Entry))
        {
            var content = FileContent.FromText(string.Join('\n', [.. lines, want.Entry, ""]));
            plan.Change("append", null, want.Entry, system => system.WriteAsync(want.Path, content, new FileMetadata("0644")));
        }
    }

    private static async Task<IReadOnlyList<string>> ReadLinesAsync(ISystemReader system, AbsolutePath path, CancellationToken cancel)
    {
        var bytes = await system.ReadAsync(path, cancel);
        return System.Text.Encoding.UTF8.GetString(bytes.Span).TrimEnd('\n').Split('\n');
    }
}
