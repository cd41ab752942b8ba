// Names such as File, Process and Path that are not those of the system, and a reader that is cast to what it is.
/// <summary>A note.</summary>
[ResourceType("note")]
internal sealed partial class Note : Resource
{
    [Key]
    public AbsolutePath Path { get; }

    [RunsCommand]
    public string? Process { get; }
}

[Provider<Note>("any", Default = true)]
internal sealed class NoteProvider : Provider<Note>
{
    public override async ValueTask PlanAsync(Note want, Plan plan, CancellationToken cancel)
    {
        if (plan is { System: ISystemReader reader } && await reader.ListAsync(want.Path, cancel) is [.., var last])
        {
            var name = System.IO.Path.GetFileName(last) is { Length: > 0 } file ? Files.File.Exists(file) : System.IO.Path.GetExtension(last);
            var content = FileContent.Deferred(_ => new ValueTask<Stream>(File.OpenRead("/dev/null")));
            plan.Change("rename", last, name, system => system.WriteAsync(want.Path, content, new FileMetadata("0644")));
        }
    }

    private static class Files
    {
        public static class File
        {
            public static string Exists(string name) => name;
        }
    }
}
