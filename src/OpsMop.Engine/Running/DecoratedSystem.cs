namespace OpsMop.Engine.Running;

/// <summary>Passes everything on; what derives from it changes what it must.</summary>
internal abstract class DecoratedSystem(ISystem inner) : ISystem
{
    protected ISystem Inner => inner;

    public virtual ValueTask<FileStatus?> StatAsync(AbsolutePath path, bool follow = false, CancellationToken cancel = default) => inner.StatAsync(path, follow, cancel);

    public virtual ValueTask<ReadOnlyMemory<byte>> ReadAsync(AbsolutePath path, CancellationToken cancel = default) => inner.ReadAsync(path, cancel);

    public virtual ValueTask<bool> HasContentAsync(AbsolutePath path, FileContent content, CancellationToken cancel = default) =>
        inner.HasContentAsync(path, content, cancel);

    public virtual ValueTask<string> ReadLinkAsync(AbsolutePath path, CancellationToken cancel = default) => inner.ReadLinkAsync(path, cancel);

    public virtual ValueTask<IReadOnlyList<string>> ListAsync(AbsolutePath path, CancellationToken cancel = default) => inner.ListAsync(path, cancel);

    public virtual ValueTask<UserAccount?> FindUserAsync(string name, CancellationToken cancel = default) => inner.FindUserAsync(name, cancel);

    public virtual ValueTask<GroupAccount?> FindGroupAsync(string name, CancellationToken cancel = default) => inner.FindGroupAsync(name, cancel);

    public virtual ValueTask<T?> ObserveAsync<T>(string key, Func<ISystemReader, CancellationToken, ValueTask<T?>> read, CancellationToken cancel = default)
        where T : class => inner.ObserveAsync(key, read, cancel);

    public virtual ValueTask<ProcessResult> QueryAsync(ProcessRequest request, CancellationToken cancel = default) => inner.QueryAsync(request, cancel);

    public virtual ValueTask WriteAsync(AbsolutePath path, FileContent content, FileMetadata metadata, CancellationToken cancel = default) =>
        inner.WriteAsync(path, content, metadata, cancel);

    public virtual ValueTask<IStagedFile> StageAsync(AbsolutePath path, FileContent content, FileMetadata metadata, CancellationToken cancel = default) =>
        inner.StageAsync(path, content, metadata, cancel);

    public virtual ValueTask CreateDirectoryAsync(AbsolutePath path, FileMetadata metadata, CancellationToken cancel = default) =>
        inner.CreateDirectoryAsync(path, metadata, cancel);

    public virtual ValueTask CreateLinkAsync(AbsolutePath path, string target, string? owner = null, string? group = null, CancellationToken cancel = default) =>
        inner.CreateLinkAsync(path, target, owner, group, cancel);

    public virtual ValueTask SetModeAsync(AbsolutePath path, UnixMode mode, CancellationToken cancel = default) => inner.SetModeAsync(path, mode, cancel);

    public virtual ValueTask SetOwnerAsync(AbsolutePath path, string? owner, string? group, CancellationToken cancel = default) =>
        inner.SetOwnerAsync(path, owner, group, cancel);

    public virtual ValueTask DeleteAsync(AbsolutePath path, bool recursive = false, CancellationToken cancel = default) => inner.DeleteAsync(path, recursive, cancel);

    public virtual ValueTask<ProcessResult> RunAsync(ProcessRequest request, CancellationToken cancel = default) => inner.RunAsync(request, cancel);

    public virtual ValueTask FlushAsync(CancellationToken cancel = default) => inner.FlushAsync(cancel);
}
