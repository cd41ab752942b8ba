namespace OpsMop.Resources.Tests;

/// <summary>A system on which every file is as it should be, at no cost: what is measured on it is the provider.</summary>
internal sealed class UnchangingSystem : ISystemReader
{
    private static readonly FileStatus Status = new(FileKind.File, "0644", "root", "root", 20, default);

    public ValueTask<FileStatus?> StatAsync(AbsolutePath path, bool follow = false, CancellationToken cancel = default) => new(Status);

    public ValueTask<bool> HasContentAsync(AbsolutePath path, FileContent content, CancellationToken cancel = default) => new(true);

    public ValueTask<ReadOnlyMemory<byte>> ReadAsync(AbsolutePath path, CancellationToken cancel = default) => throw new NotSupportedException();

    public ValueTask<string> ReadLinkAsync(AbsolutePath path, CancellationToken cancel = default) => throw new NotSupportedException();

    public ValueTask<IReadOnlyList<string>> ListAsync(AbsolutePath path, CancellationToken cancel = default) => throw new NotSupportedException();

    public ValueTask<UserAccount?> FindUserAsync(string name, CancellationToken cancel = default) => throw new NotSupportedException();

    public ValueTask<GroupAccount?> FindGroupAsync(string name, CancellationToken cancel = default) => throw new NotSupportedException();

    public ValueTask<T?> ObserveAsync<T>(string key, Func<ISystemReader, CancellationToken, ValueTask<T?>> read, CancellationToken cancel = default)
        where T : class => throw new NotSupportedException();

    public ValueTask<ProcessResult> QueryAsync(ProcessRequest request, CancellationToken cancel = default) => throw new NotSupportedException();
}
