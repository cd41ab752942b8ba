using System.Security.Cryptography;

namespace OpsMop.Push.Files;

/// <summary>Content from the controller that could not be kept: at its end it has the hash that was announced, or its reading fails.</summary>
/// <param name="inner">The content; it is closed with the stream.</param>
/// <param name="hash">Its SHA-256.</param>
internal sealed class CheckedStream(Stream inner, Sha256 hash) : Stream
{
    private readonly IncrementalHash _sum = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private bool _ended;

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

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
    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancel) => ReadAsync(buffer.AsMemory(offset, count), cancel).AsTask();

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("It is read asynchronously.");

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

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
