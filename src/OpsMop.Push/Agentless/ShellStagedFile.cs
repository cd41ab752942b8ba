namespace OpsMop.Push.Agentless;

/// <summary>A file that is complete beside its target at the other end.</summary>
internal sealed class ShellStagedFile(ShellSystem system, AbsolutePath target, AbsolutePath stagedAt, UnixMode mode, string owner) : IStagedFile
{
    private bool _gone;

    public AbsolutePath Target => target;

    public AbsolutePath StagedAt => stagedAt;

    public async ValueTask CommitAsync(CancellationToken cancel = default)
    {
        cancel.ThrowIfCancellationRequested();
        if (_gone)
        {
            throw new InvalidOperationException($"The staged file for {target.Value} was put in place or removed before.");
        }

        await system.CommitAsync(target, stagedAt, mode, owner).ConfigureAwait(false);
        _gone = true;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_gone)
        {
            _gone = true;
            await system.DiscardAsync(stagedAt).ConfigureAwait(false);
        }
    }
}
