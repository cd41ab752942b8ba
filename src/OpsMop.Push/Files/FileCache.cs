#pragma warning disable CA1416 // The agent runs on Unix only.

using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using OpsMop.Engine.State;
using OpsMop.Engine.Systems;

namespace OpsMop.Push.Files;

/// <summary>
/// Contents that a host has been given, by their hashes: what is needed again is not sent again, and what a broken connection has cut off goes on where it ended. It is no more than that:
/// where nothing can be kept, because the disk is full or somebody else may write there, contents are passed through.
/// </summary>
/// <param name="folder">Where they are. It is made if it is missing, 0700.</param>
/// <param name="limit">How many bytes may stay there when a run has ended.</param>
internal sealed class FileCache(string folder, long limit = FileCache.UsualLimit)
{
    /// <summary>How many bytes stay where nothing else is said: half a gibibyte.</summary>
    public const long UsualLimit = 512L << 20;

    private const string Partial = ".part";
    private const int BufferSize = 1 << 17;
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private static readonly TimeSpan s_oldPart = TimeSpan.FromDays(7);

    private readonly ConcurrentDictionary<Sha256, SemaphoreSlim> _busy = new();
    private bool? _isUsable;

    /// <summary>Opens a content, from here or from the controller. All of it has the hash, or its reading fails.</summary>
    /// <param name="hash">Its SHA-256.</param>
    /// <param name="size">Its size.</param>
    /// <param name="source">The controller.</param>
    /// <param name="cancel">Gives it up.</param>
    /// <exception cref="ProviderException">The controller cannot give it, or gives something else.</exception>
    /// <exception cref="IOException">The connection broke.</exception>
    public async ValueTask<Stream> OpenAsync(Sha256 hash, long size, IFileSource source, CancellationToken cancel)
    {
        if (IsUsable())
        {
            // The same content twice at the same time is fetched once.
            var turn = _busy.GetOrAdd(hash, static _ => new SemaphoreSlim(1));
            await turn.WaitAsync(cancel).ConfigureAwait(false);
            try
            {
                if (await FindAsync(hash, cancel).ConfigureAwait(false) is { } here)
                {
                    return here;
                }

                if (await FetchAsync(hash, size, source, cancel).ConfigureAwait(false) is { } fetched)
                {
                    return fetched;
                }
            }
            finally
            {
                turn.Release();
            }
        }

        return new CheckedStream(await source.OpenAsync(hash.Value, 0, cancel).ConfigureAwait(false), hash);
    }

    /// <summary>A content that is here; <see langword="null"/> if it is not.</summary>
    /// <param name="hash">Its SHA-256.</param>
    /// <param name="cancel">Cancels the reading.</param>
    public async ValueTask<byte[]?> ReadAsync(Sha256 hash, CancellationToken cancel)
    {
        if (!IsUsable() || await FindAsync(hash, cancel).ConfigureAwait(false) is not { } stream)
        {
            return null;
        }

        await using var opened = stream.ConfigureAwait(false);
        var bytes = new byte[stream.Length];
        await stream.ReadExactlyAsync(bytes, cancel).ConfigureAwait(false);
        return bytes;
    }

    /// <summary>Keeps a content, if it can be kept.</summary>
    /// <param name="bytes">The content.</param>
    public void Keep(ReadOnlySpan<byte> bytes)
    {
        if (IsUsable())
        {
            try
            {
                StateFile.Replace(PathOf(Sha256.Of(bytes)), bytes);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // It is sent again the next time.
            }
        }
    }

    /// <summary>Removes what was used longest ago, until what stays is within the limit, and what was begun a week ago and never ended.</summary>
    public void Prune()
    {
        if (!IsUsable())
        {
            return;
        }

        try
        {
            var now = DateTime.UtcNow;
            var sum = 0L;
            foreach (var file in new DirectoryInfo(folder).EnumerateFiles().OrderByDescending(file => file.LastWriteTimeUtc))
            {
                // What is not ours is none of our business, whoever has put it there.
                var isPart = file.Name.EndsWith(Partial, StringComparison.Ordinal);
                Sha256 hash = isPart ? file.Name[..^Partial.Length] : file.Name;
                if (hash.Error is not null || hash.Value != (isPart ? file.Name[..^Partial.Length] : file.Name))
                {
                    continue;
                }

                if (sum + file.Length > limit || (isPart && now - file.LastWriteTimeUtc > s_oldPart))
                {
                    file.Delete();
                }
                else
                {
                    sum += file.Length;
                }
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Another run is at it.
        }
    }

    private string PathOf(Sha256 hash) => Path.Combine(folder, hash.Value);

    /// <summary>Whether the folder is ours alone: what lies in it is put in place by root.</summary>
    private bool IsUsable()
    {
        if (_isUsable is { } known)
        {
            return known;
        }

        try
        {
            StateFile.CreateDirectory(folder);
            _isUsable = Libc.Status(UnixAbi.CurrentDirectory, folder, follow: false, out var status) >= 0
                && status.IsDirectory && status.UserId == Libc.EffectiveUser && (status.Permissions & 0x3F) == 0;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            _isUsable = false;
        }

        return _isUsable.Value;
    }

    /// <summary>Opens what is here, if it is still what it was.</summary>
    private async ValueTask<FileStream?> FindAsync(Sha256 hash, CancellationToken cancel)
    {
        var path = PathOf(hash);
        FileStream? file = null;
        try
        {
            if (!File.Exists(path))
            {
                return null;
            }

            file = new FileStream(path, new FileStreamOptions { BufferSize = 0, Share = FileShare.Read | FileShare.Delete });
            if (hash.Matches(await SHA256.HashDataAsync(file, cancel).ConfigureAwait(false)))
            {
                file.Position = 0;
                File.SetLastWriteTimeUtc(path, DateTime.UtcNow);
                return file;
            }

            File.Delete(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // As if it were not there.
        }
        catch
        {
            if (file is not null)
            {
                await file.DisposeAsync().ConfigureAwait(false);
            }

            throw;
        }

        if (file is not null)
        {
            await file.DisposeAsync().ConfigureAwait(false);
        }

        return null;
    }

    /// <summary>Fetches what is missing of a content; <see langword="null"/> where it cannot be kept.</summary>
    private async ValueTask<Stream?> FetchAsync(Sha256 hash, long size, IFileSource source, CancellationToken cancel)
    {
        var partial = PathOf(hash) + Partial;
        FileStream part;
        try
        {
            part = new FileStream(partial, new FileStreamOptions
            {
                Mode = FileMode.OpenOrCreate,
                Access = FileAccess.ReadWrite,
                Share = FileShare.None,
                BufferSize = 0,
                UnixCreateMode = OwnerOnly,
            });
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Another run fetches it, or nothing can be written.
            return null;
        }

        await using (part.ConfigureAwait(false))
        {
            try
            {
                if (!await FillAsync(part, hash, size, source, cancel).ConfigureAwait(false))
                {
                    // What was kept of an earlier try was not the beginning of it.
                    part.SetLength(0);
                    if (!await FillAsync(part, hash, size, source, cancel).ConfigureAwait(false))
                    {
                        throw Wrong(hash);
                    }
                }

                File.Move(partial, PathOf(hash), overwrite: true);
            }
            catch (CannotKeepException)
            {
                TryDelete(partial);
                return null;
            }
            catch (ProviderException)
            {
                TryDelete(partial);
                throw;
            }
        }

        return await FindAsync(hash, cancel).ConfigureAwait(false);
    }

    /// <summary>Appends what is missing.</summary>
    /// <returns>Whether it now has the hash. If nothing of it was here before, it has.</returns>
    private static async ValueTask<bool> FillAsync(FileStream part, Sha256 hash, long size, IFileSource source, CancellationToken cancel)
    {
        using var sum = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[BufferSize];
        if (part.Length > size)
        {
            part.SetLength(0);
        }

        part.Position = 0;
        var resumed = part.Length;
        for (int count; (count = await Kept(part.ReadAsync(buffer, cancel)).ConfigureAwait(false)) > 0;)
        {
            sum.AppendData(buffer, 0, count);
        }

        // An empty file is asked for too: the controller has a word in it.
        if (part.Length < size || size == 0)
        {
            var stream = await source.OpenAsync(hash.Value, part.Length, cancel).ConfigureAwait(false);
            await using var opened = stream.ConfigureAwait(false);
            for (int count; (count = await stream.ReadAsync(buffer, cancel).ConfigureAwait(false)) > 0;)
            {
                if (part.Length + count > size)
                {
                    throw Wrong(hash);
                }

                sum.AppendData(buffer, 0, count);
                await Kept(part.WriteAsync(buffer.AsMemory(0, count), cancel)).ConfigureAwait(false);
            }
        }

        if (part.Length < size)
        {
            throw new IOException(string.Create(CultureInfo.InvariantCulture, $"The connection ended {size - part.Length} bytes before the end of a file."));
        }

        return hash.Matches(sum.GetHashAndReset()) || (resumed == 0 ? throw Wrong(hash) : false);
    }

    private static async ValueTask<int> Kept(ValueTask<int> reading)
    {
        try
        {
            return await reading.ConfigureAwait(false);
        }
        catch (IOException exception)
        {
            throw new CannotKeepException(exception);
        }
    }

    private static async ValueTask Kept(ValueTask writing)
    {
        try
        {
            await writing.ConfigureAwait(false);
        }
        catch (IOException exception)
        {
            throw new CannotKeepException(exception);
        }
    }

    private static void TryDelete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // It is pruned later.
        }
    }

    private static ProviderException Wrong(Sha256 hash) => new($"What the controller sent does not have the SHA-256 {hash} that it had announced, and nothing of it is put in place. Run the push again.");

    private sealed class CannotKeepException(Exception inner) : Exception(inner.Message, inner);
}
