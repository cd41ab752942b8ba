using System.Text;
using System.Text.Unicode;

namespace OpsMop.Push.Files;

/// <summary>A file of the controller, of which the hash is known: it comes over when it is written or shown, and not before.</summary>
/// <param name="entry">The file.</param>
/// <param name="cache">What is here already.</param>
/// <param name="source">The controller.</param>
internal sealed class ServedContent(ManifestEntry entry, FileCache cache, IFileSource source) : FileContent
{
    private byte[]? _bytes;

    /// <inheritdoc/>
    public override ReadOnlyMemory<byte>? Bytes => _bytes is { } bytes ? new ReadOnlyMemory<byte>(bytes) : (ReadOnlyMemory<byte>?)null;

    /// <inheritdoc/>
    public override long? Size => entry.Size;

    /// <inheritdoc/>
    public override string? Shown => _bytes is not null && Utf8.IsValid(_bytes) && !_bytes.Contains((byte)0) ? Encoding.UTF8.GetString(_bytes) : null;

    /// <inheritdoc/>
    public override Sha256 KnownHash => entry.Hash;

    /// <inheritdoc/>
    public override async ValueTask LoadAsync(long limit, CancellationToken cancel = default)
    {
        if (_bytes is not null || entry.Size > limit)
        {
            return;
        }

        var stream = await OpenAsync(cancel).ConfigureAwait(false);
        await using var opened = stream.ConfigureAwait(false);
        var bytes = new byte[entry.Size];

        // To its end: that is where it is checked.
        var count = await stream.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancel).ConfigureAwait(false);
        if (count < bytes.Length || await stream.ReadAsync(new byte[1], cancel).ConfigureAwait(false) > 0)
        {
            throw new ProviderException($"The controller sent {(count < bytes.Length ? "less" : "more")} of {entry.Path} than it had announced. Run the push again.");
        }

        _bytes = bytes;
    }

    /// <inheritdoc/>
    public override ValueTask<Stream> OpenAsync(CancellationToken cancel = default) =>
        _bytes is not null ? new(new MemoryStream(_bytes, writable: false)) : cache.OpenAsync(entry.Hash, entry.Size, source, cancel);
}
