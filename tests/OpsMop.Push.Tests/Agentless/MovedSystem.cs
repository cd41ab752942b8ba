using OpsMop.Engine.Systems;

namespace OpsMop.Push.Tests.Agentless;

/// <summary>A system in which the small world of random effects lies in a folder, and its people are those of every Debian.</summary>
internal sealed class MovedSystem(ISystem inner, string root) : ISystem
{
    public async ValueTask<FileStatus?> StatAsync(AbsolutePath path, bool follow = false, CancellationToken cancel = default) =>
        await inner.StatAsync(Moved(path), follow, cancel) is { } status ? status with { Owner = Back(status.Owner), Group = Back(status.Group) } : null;

    public ValueTask<ReadOnlyMemory<byte>> ReadAsync(AbsolutePath path, CancellationToken cancel = default) => inner.ReadAsync(Moved(path), cancel);

    public ValueTask<bool> HasContentAsync(AbsolutePath path, FileContent content, CancellationToken cancel = default) => inner.HasContentAsync(Moved(path), content, cancel);

    public async ValueTask<string> ReadLinkAsync(AbsolutePath path, CancellationToken cancel = default) => (await inner.ReadLinkAsync(Moved(path), cancel)).Replace(root, "");

    public ValueTask<IReadOnlyList<string>> ListAsync(AbsolutePath path, CancellationToken cancel = default) => inner.ListAsync(Moved(path), cancel);

    public ValueTask<UserAccount?> FindUserAsync(string name, CancellationToken cancel = default) => inner.FindUserAsync(Person(name)!, cancel);

    public ValueTask<GroupAccount?> FindGroupAsync(string name, CancellationToken cancel = default) => inner.FindGroupAsync(Person(name)!, cancel);

    public ValueTask<T?> ObserveAsync<T>(string key, Func<ISystemReader, CancellationToken, ValueTask<T?>> read, CancellationToken cancel = default)
        where T : class => read(this, cancel);

    public ValueTask<ProcessResult> QueryAsync(ProcessRequest request, CancellationToken cancel = default) => inner.QueryAsync(request, cancel);

    public ValueTask WriteAsync(AbsolutePath path, FileContent content, FileMetadata metadata, CancellationToken cancel = default) =>
        inner.WriteAsync(Moved(path), content, Moved(metadata), cancel);

    public ValueTask<IStagedFile> StageAsync(AbsolutePath path, FileContent content, FileMetadata metadata, CancellationToken cancel = default) =>
        inner.StageAsync(Moved(path), content, Moved(metadata), cancel);

    public ValueTask CreateDirectoryAsync(AbsolutePath path, FileMetadata metadata, CancellationToken cancel = default) =>
        inner.CreateDirectoryAsync(Moved(path), Moved(metadata), cancel);

    public ValueTask CreateLinkAsync(AbsolutePath path, string target, string? owner = null, string? group = null, CancellationToken cancel = default) =>
        inner.CreateLinkAsync(Moved(path), target.StartsWith('/') ? root + target : target, Person(owner), Person(group), cancel);

    public ValueTask SetModeAsync(AbsolutePath path, UnixMode mode, CancellationToken cancel = default) => inner.SetModeAsync(Moved(path), mode, cancel);

    public ValueTask SetOwnerAsync(AbsolutePath path, string? owner, string? group, CancellationToken cancel = default) =>
        inner.SetOwnerAsync(Moved(path), Person(owner), Person(group), cancel);

    public ValueTask DeleteAsync(AbsolutePath path, bool recursive = false, CancellationToken cancel = default) => inner.DeleteAsync(Moved(path), recursive, cancel);

    public ValueTask<ProcessResult> RunAsync(ProcessRequest request, CancellationToken cancel = default) => inner.RunAsync(request, cancel);

    public ValueTask FlushAsync(CancellationToken cancel = default) => inner.FlushAsync(cancel);

    private static string? Person(string? name) => name switch { "app" => "daemon", "web" => "bin", _ => name };

    private static string Back(string name) => name switch { "daemon" => "app", "bin" => "web", _ => name };

    private static FileMetadata Moved(FileMetadata metadata) => metadata with { Owner = Person(metadata.Owner), Group = Person(metadata.Group) };

    private AbsolutePath Moved(AbsolutePath path) => root + path.Value;
}
