namespace OpsMop.Engine.Systems;

/// <summary>A staged file of a <see cref="MemoryTree"/>.</summary>
internal sealed class MemoryStagedFile(MemoryTree tree, AbsolutePath target, string stagedAt, Func<MemoryTree.Stamp> stamp, Action? committed = null) : IStagedFile
{
    private bool _done;

    public AbsolutePath Target => target;

    public AbsolutePath StagedAt { get; } = stagedAt;

    public async ValueTask CommitAsync(CancellationToken cancel = default)
    {
        ObjectDisposedException.ThrowIf(_done, this);
        cancel.ThrowIfCancellationRequested();
        await tree.CommitAsync(stagedAt, target.Value, stamp(), cancel).ConfigureAwait(false);
        _done = true;
        committed?.Invoke();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_done)
        {
            _done = true;
            await tree.DeleteAsync(stagedAt, recursive: false, stamp(), default).ConfigureAwait(false);
        }
    }
}
