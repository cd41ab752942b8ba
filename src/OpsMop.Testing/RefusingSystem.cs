namespace OpsMop.Testing;

/// <summary>Lets everything be read and refuses every effect: what runs over it has proved that it changes nothing.</summary>
/// <param name="inner">The system to read.</param>
public sealed class RefusingSystem(ISystemReader inner) : ISystem
{
    /// <inheritdoc/>
    public ValueTask<FileStatus?> StatAsync(AbsolutePath path, bool follow = false, CancellationToken cancel = default) => inner.StatAsync(path, follow, cancel);

    /// <inheritdoc/>
    public ValueTask<ReadOnlyMemory<byte>> ReadAsync(AbsolutePath path, CancellationToken cancel = default) => inner.ReadAsync(path, cancel);

    /// <inheritdoc/>
    public ValueTask<bool> HasContentAsync(AbsolutePath path, FileContent content, CancellationToken cancel = default) => inner.HasContentAsync(path, content, cancel);

    /// <inheritdoc/>
    public ValueTask<string> ReadLinkAsync(AbsolutePath path, CancellationToken cancel = default) => inner.ReadLinkAsync(path, cancel);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<string>> ListAsync(AbsolutePath path, CancellationToken cancel = default) => inner.ListAsync(path, cancel);

    /// <inheritdoc/>
    public ValueTask<UserAccount?> FindUserAsync(string name, CancellationToken cancel = default) => inner.FindUserAsync(name, cancel);

    /// <inheritdoc/>
    public ValueTask<GroupAccount?> FindGroupAsync(string name, CancellationToken cancel = default) => inner.FindGroupAsync(name, cancel);

    /// <inheritdoc/>
    public ValueTask<T?> ObserveAsync<T>(string key, Func<ISystemReader, CancellationToken, ValueTask<T?>> read, CancellationToken cancel = default)
        where T : class => inner.ObserveAsync(key, (_, c) => read(this, c), cancel);

    /// <inheritdoc/>
    public ValueTask<ProcessResult> QueryAsync(ProcessRequest request, CancellationToken cancel = default) => inner.QueryAsync(request, cancel);

    /// <inheritdoc/>
    public ValueTask WriteAsync(AbsolutePath path, FileContent content, FileMetadata metadata, CancellationToken cancel = default) => throw Refusal("write", path.Value);

    /// <inheritdoc/>
    public ValueTask<IStagedFile> StageAsync(AbsolutePath path, FileContent content, FileMetadata metadata, CancellationToken cancel = default) =>
        throw Refusal("stage", path.Value);

    /// <inheritdoc/>
    public ValueTask CreateDirectoryAsync(AbsolutePath path, FileMetadata metadata, CancellationToken cancel = default) =>
        throw Refusal("make the directory", path.Value);

    /// <inheritdoc/>
    public ValueTask CreateLinkAsync(AbsolutePath path, string target, string? owner = null, string? group = null, CancellationToken cancel = default) =>
        throw Refusal("make the link", path.Value);

    /// <inheritdoc/>
    public ValueTask SetModeAsync(AbsolutePath path, UnixMode mode, CancellationToken cancel = default) => throw Refusal("set the mode of", path.Value);

    /// <inheritdoc/>
    public ValueTask SetOwnerAsync(AbsolutePath path, string? owner, string? group, CancellationToken cancel = default) => throw Refusal("set the owner of", path.Value);

    /// <inheritdoc/>
    public ValueTask DeleteAsync(AbsolutePath path, bool recursive = false, CancellationToken cancel = default) => throw Refusal("delete", path.Value);

    /// <inheritdoc/>
    public ValueTask<ProcessResult> RunAsync(ProcessRequest request, CancellationToken cancel = default) => throw Refusal("run", string.Join(' ', request.Arguments));

    /// <inheritdoc/>
    public ValueTask FlushAsync(CancellationToken cancel = default) => default;

    private static SystemFaultException Refusal(string verb, string subject) =>
        new(SystemFault.Refused, subject, $"Something tried to {verb} {subject} on a system that must only be read.");
}
