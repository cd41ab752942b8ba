using System.Text;

namespace OpsMop.Push.Connections;

/// <summary>The end of what somebody says, in bounded memory.</summary>
/// <param name="kept">How many bytes are kept.</param>
internal sealed class LastWords(int kept)
{
    private readonly Lock _gate = new();
    private byte[] _bytes = new byte[256];
    private int _length;

    /// <summary>How many bytes there were in all.</summary>
    public long Total { get; private set; }

    /// <summary>The text.</summary>
    public string Text => Since(0);

    /// <summary>What came after a given number of bytes, as far as it is kept.</summary>
    /// <param name="total">The number, a former <see cref="Total"/>.</param>
    public string Since(long total)
    {
        lock (_gate)
        {
            var count = (int)Math.Min(Math.Min(_length, kept), Total - total);
            return count <= 0 ? "" : Encoding.UTF8.GetString(_bytes, _length - count, count);
        }
    }

    /// <summary>Adds bytes, and takes out the first mark that has come with them.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="mark">The mark; empty for none. It may have begun with former bytes.</param>
    /// <returns>Whether there was one.</returns>
    public bool Add(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> mark = default)
    {
        lock (_gate)
        {
            if (_length + bytes.Length > _bytes.Length)
            {
                if (_length > kept)
                {
                    _bytes.AsSpan(_length - kept, kept).CopyTo(_bytes);
                    _length = kept;
                }

                if (_length + bytes.Length > _bytes.Length)
                {
                    Array.Resize(ref _bytes, Math.Max(2 * _bytes.Length, _length + bytes.Length));
                }
            }

            bytes.CopyTo(_bytes.AsSpan(_length));
            _length += bytes.Length;
            Total += bytes.Length;
            if (mark.IsEmpty)
            {
                return false;
            }

            var from = Math.Max(0, _length - bytes.Length - mark.Length);
            var at = _bytes.AsSpan(from, _length - from).IndexOf(mark);
            if (at < 0)
            {
                return false;
            }

            var after = from + at + mark.Length;
            _bytes.AsSpan(after, _length - after).CopyTo(_bytes.AsSpan(from + at));
            _length -= mark.Length;
            return true;
        }
    }

    /// <summary>Adds what a stream brings, until it ends or is closed.</summary>
    /// <param name="stream">The stream.</param>
    public async Task AddAllAsync(Stream stream)
    {
        var buffer = new byte[512];
        try
        {
            while (await stream.ReadAsync(buffer).ConfigureAwait(false) is > 0 and var count)
            {
                Add(buffer.AsSpan(0, count));
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // As the end.
        }
    }
}
