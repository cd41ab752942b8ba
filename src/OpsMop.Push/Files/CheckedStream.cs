using System.Security.Cryptography;

namespace OpsMop.Push.Files;

/// <summary>Content from the controller that could not be kept: at its end it has the hash that was announced, or its reading fails.</summary>
/// <param name="inner">The content; it is closed with the stream.</param>
/// <param name="hash">Its SHA-256.</param>
internal sealed class CheckedStream(Stream inner, Sha256 hash) : ReadOnlyStream
{
    private readonly IncrementalHash _sum = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private bool _ended;

    /// <inheritdoc/>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancel = default)
    {
        var count = await inner.ReadAsync(buffer, cancel).ConfigureAwait(false);
        if (count > 0)
        {
            _sum.AppendData(buffer.Span[..count]);
        }
        else if (buffer.Length > 0 && !_ended)
        {
            _ended = true;
            if (!hash.Matches(_sum.GetHashAndReset()))
            {
                throw new ProviderException($"What the controller sent does not have the SHA-256 {hash} that it had announced, and nothing of it is put in place. Run the push again.");
            }
        }

        return count;
    }

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        await inner.DisposeAsync().ConfigureAwait(false);
        _sum.Dispose();
        await base.DisposeAsync().ConfigureAwait(false);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
            _sum.Dispose();
        }

        base.Dispose(disposing);
    }
}
