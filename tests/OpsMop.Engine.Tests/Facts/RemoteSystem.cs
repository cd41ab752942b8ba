namespace OpsMop.Engine.Tests.Facts;

/// <summary>A system that never answers at once, as one at the other end of a network.</summary>
internal sealed class RemoteSystem(ISystemReader system) : ISystemReader
{
    private int _questions;

    /// <summary>How many questions were asked.</summary>
    public int Questions => _questions;

    /// <summary>Thrown instead of every answer while it is set.</summary>
    public Exception? Failure { get; set; }

    public async ValueTask<FileStatus?> StatAsync(AbsolutePath path, bool follow = false, CancellationToken cancel = default)
    {
        await TravelAsync();
        return await system.StatAsync(path, follow, cancel);
    }

    public async ValueTask<ReadOnlyMemory<byte>> ReadAsync(AbsolutePath path, CancellationToken cancel = default)
    {
        await TravelAsync();
        return await system.ReadAsync(path, cancel);
    }

    public async ValueTask<bool> HasContentAsync(AbsolutePath path, FileContent content, CancellationToken cancel = default)
    {
        await TravelAsync();
        return await system.HasContentAsync(path, content, cancel);
    }

    public async ValueTask<string> ReadLinkAsync(AbsolutePath path, CancellationToken cancel = default)
    {
        await TravelAsync();
        return await system.ReadLinkAsync(path, cancel);
    }

    public async ValueTask<IReadOnlyList<string>> ListAsync(AbsolutePath path, CancellationToken cancel = default)
    {
        await TravelAsync();
        return await system.ListAsync(path, cancel);
    }

    public async ValueTask<UserAccount?> FindUserAsync(string name, CancellationToken cancel = default)
    {
        await TravelAsync();
        return await system.FindUserAsync(name, cancel);
    }

    public async ValueTask<GroupAccount?> FindGroupAsync(string name, CancellationToken cancel = default)
    {
        await TravelAsync();
        return await system.FindGroupAsync(name, cancel);
    }

    public async ValueTask<T?> ObserveAsync<T>(string key, Func<ISystemReader, CancellationToken, ValueTask<T?>> read, CancellationToken cancel = default)
        where T : class
    {
        await TravelAsync();
        return await system.ObserveAsync(key, read, cancel);
    }

    public async ValueTask<ProcessResult> QueryAsync(ProcessRequest request, CancellationToken cancel = default)
    {
        await TravelAsync();
        return await system.QueryAsync(request, cancel);
    }

    private async Task TravelAsync()
    {
        Interlocked.Increment(ref _questions);
        await Task.Delay(1);
        if (Failure is { } failure)
        {
            throw failure;
        }
    }
}
