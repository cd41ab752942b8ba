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
        var lines = ReadLines(want.Path.ToString());
        if (!lines.Contains(want.Entry))
        {
            var system = (ISystem)plan.System;
            await system.WriteAsync(want.Path, FileContent.FromText(string.Join('\n', [.. lines, want.Entry, ""])), new FileMetadata("0644"), cancel);
        }
    }

    private static IReadOnlyList<string> ReadLines(string path) => File.ReadAllLines(path);
}
