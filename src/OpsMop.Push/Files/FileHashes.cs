using System.Buffers;
using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace OpsMop.Push.Files;

/// <summary>The hashes of files, each computed once as long as size, time and inode stay what they were.</summary>
internal sealed class FileHashes
{
    private const int BufferSize = 1 << 17;

    // A file that is written twice within the resolution of its time looks the same both times.
    private static readonly TimeSpan s_young = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<string, (ulong Device, ulong Inode, long Size, long Seconds, uint Nanoseconds, Sha256 Hash)> _known = new(StringComparer.Ordinal);

    /// <summary>How many files were read.</summary>
    public int Computed => _computed;

    private int _computed;

    /// <summary>The hash of a file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="cancel">Stops the reading.</param>
    /// <returns>Not given where the file was written to while it was read.</returns>
    public Sha256 Of(OpenedFile file, CancellationToken cancel)
    {
        var status = file.Status;
        if (_known.TryGetValue(file.Path, out var known) && known.Device == status.Device && known.Inode == status.Inode && known.Size == status.Size
            && known.Seconds == status.ModifiedSeconds && known.Nanoseconds == status.ModifiedNanoseconds)
        {
            return known.Hash;
        }

        Interlocked.Increment(ref _computed);
        var hash = Compute(file, cancel);
        if (!file.IsUnchanged())
        {
            return default;
        }

        if (DateTimeOffset.UtcNow - DateTimeOffset.FromUnixTimeSeconds(status.ModifiedSeconds) > s_young)
        {
            _known[file.Path] = (status.Device, status.Inode, status.Size, status.ModifiedSeconds, status.ModifiedNanoseconds, hash);
        }

        return hash;
    }

    private static Sha256 Compute(OpenedFile file, CancellationToken cancel)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            for (long at = 0; ;)
            {
                cancel.ThrowIfCancellationRequested();
                var count = file.Read(buffer.AsSpan(0, BufferSize), at);
                if (count == 0)
                {
                    Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
                    hash.GetHashAndReset(digest);
                    return Sha256.FromHash(digest);
                }

                hash.AppendData(buffer, 0, count);
                at += count;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
