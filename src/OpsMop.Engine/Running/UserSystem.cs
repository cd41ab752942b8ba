namespace OpsMop.Engine.Running;

/// <summary>What <c>.As(user)</c> does: processes run as the user, and what is made without an owner is the user's.</summary>
internal sealed class UserSystem(ISystem inner, string user) : DecoratedSystem(inner)
{
    public override ValueTask<ProcessResult> QueryAsync(ProcessRequest request, CancellationToken cancel = default) => base.QueryAsync(AsUser(request), cancel);

    public override ValueTask<ProcessResult> RunAsync(ProcessRequest request, CancellationToken cancel = default) => base.RunAsync(AsUser(request), cancel);

    public override ValueTask WriteAsync(AbsolutePath path, FileContent content, FileMetadata metadata, CancellationToken cancel = default) =>
        base.WriteAsync(path, content, Owned(metadata), cancel);

    public override ValueTask<IStagedFile> StageAsync(AbsolutePath path, FileContent content, FileMetadata metadata, CancellationToken cancel = default) =>
        base.StageAsync(path, content, Owned(metadata), cancel);

    public override ValueTask CreateDirectoryAsync(AbsolutePath path, FileMetadata metadata, CancellationToken cancel = default) =>
        base.CreateDirectoryAsync(path, Owned(metadata), cancel);

    public override ValueTask CreateLinkAsync(AbsolutePath path, string target, string? owner = null, string? group = null, CancellationToken cancel = default) =>
        base.CreateLinkAsync(path, target, owner ?? user, group, cancel);

    private ProcessRequest AsUser(ProcessRequest request) => request.User is null ? request with { User = user } : request;

    private FileMetadata Owned(FileMetadata metadata) => metadata.Owner is null ? metadata with { Owner = user } : metadata;
}
