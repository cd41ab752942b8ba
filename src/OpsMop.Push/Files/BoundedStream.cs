namespace OpsMop.Push.Files;

/// <summary>Content from a host: what is more than was announced ends it.</summary>
/// <param name="inner">The content.</param>
/// <param name="size">The size that was announced.</param>
internal sealed class BoundedStream(Stream inner, long size) : ReadOnlyStream
{
    private long _left = size;

    /// <inheritdoc/>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancel = default)
    {
        var count = await inner.ReadAsync(buffer, cancel).ConfigureAwait(false);
        _left -= count;
        return _left >= 0 ? count : throw new HostileAgentException("sends more than it has announced");
    }
}
