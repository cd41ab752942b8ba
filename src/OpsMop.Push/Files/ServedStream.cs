using System.Security.Cryptography;

namespace OpsMop.Push.Files;

/// <summary>
/// A content on its way to a host. What is small is read and checked before any of it goes; of what is large, the last piece goes only when the whole has the right hash.
/// </summary>
internal sealed class ServedStream : ReadOnlyStream
{
    /// <summary>The size up to which a content is checked before any of it goes.</summary>
    public const int Small = 4 << 20;

    private const int PieceSize = 1 << 17;

    private readonly OpenedFile _file;
    private readonly Sha256 _wanted;
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly byte[] _buffer = new byte[PieceSize];
    private long _at;
    private int _start;
    private int _end;

    private ServedStream(OpenedFile file, Sha256 wanted) => (_file, _wanted) = (file, wanted);

    /// <summary>Opens the content at a place. What is before it is read, to be sure of the whole.</summary>
    /// <param name="file">The file; it is closed with the stream.</param>
    /// <param name="wanted">The hash of its content.</param>
    /// <param name="offset">The place.</param>
    /// <param name="cancel">Cancels the reading.</param>
    public static Stream Open(OpenedFile file, Sha256 wanted, long offset, CancellationToken cancel)
    {
        if (file.Status.Size <= Small)
        {
            using (file)
            {
                var bytes = new byte[file.Status.Size];
                var count = 0;
                for (int read; count < bytes.Length && (read = file.Read(bytes.AsSpan(count), count)) > 0; count += read)
                {
                }

                return count == bytes.Length && wanted == Sha256.Of(bytes) ? new MemoryStream(bytes, (int)offset, bytes.Length - (int)offset, writable: false) : throw new FileChangedException(file.Path);
            }
        }

        var stream = new ServedStream(file, wanted);
        try
        {
            while (stream._at < offset)
            {
                cancel.ThrowIfCancellationRequested();
                stream.Fill();
                stream._start = stream._end - (int)Math.Max(0, stream._at - offset);
            }

            return stream;
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        if (_start == _end && _at < _file.Status.Size)
        {
            Fill();
        }

        var count = Math.Min(buffer.Length, _end - _start);
        _buffer.AsSpan(_start, count).CopyTo(buffer);
        _start += count;
        return count;
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancel = default)
    {
        cancel.ThrowIfCancellationRequested();
        return new(Read(buffer.Span));
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _file.Dispose();
            _hash.Dispose();
        }

        base.Dispose(disposing);
    }

    private void Fill()
    {
        (_start, _end) = (0, 0);
        var count = _file.Read(_buffer.AsSpan(0, (int)Math.Min(PieceSize, _file.Status.Size - _at)), _at);
        if (count == 0)
        {
            throw new FileChangedException(_file.Path);
        }

        _hash.AppendData(_buffer, 0, count);
        _at += count;
        if (_at == _file.Status.Size)
        {
            Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
            _hash.GetHashAndReset(digest);
            if (!_wanted.Matches(digest))
            {
                throw new FileChangedException(_file.Path);
            }
        }

        _end = count;
    }
}
