using System.Buffers;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace OpsMop.Engine.Systems;

/// <summary>Reading, and what the effects share. Works on whatever the resolver says that a path means.</summary>
internal sealed partial class FileOperations(PathResolver paths, AccountDatabase accounts, PendingWrites pending)
{
    private const int ChunkSize = 64 * 1024;
    private const int StackChunk = 4096;
    private static readonly int ReadFlags = UnixAbi.ReadOnly | UnixAbi.CloseOnExec | UnixAbi.NonBlocking;

    internal PathResolver Paths => paths;

    internal AccountDatabase Accounts => accounts;

    internal PendingWrites Pending => pending;

    internal FileStatus? Status(string path, bool follow)
    {
        var error = paths.Status(path, follow, out var status);
        if (error < 0)
        {
            return IsAbsent(error) ? null : throw Fault(error, "look at", path);
        }

        return new FileStatus(
            status.Kind,
            UnixMode.FromBits(status.Permissions),
            accounts.UserName(status.UserId),
            accounts.GroupName(status.GroupId),
            status.Size,
            DateTimeOffset.UnixEpoch.AddTicks((status.ModifiedSeconds * TimeSpan.TicksPerSecond) + (status.ModifiedNanoseconds / 100)));
    }

    internal ReadOnlyMemory<byte> Read(string path)
    {
        var bytes = ReadBytes(paths, path, out var error);
        return error == 0 ? bytes : throw Fault(error, "read", path);
    }

    /// <summary>The whole of a file; with the negated error number instead where that fails.</summary>
    internal static byte[] ReadBytes(PathResolver paths, string path, out int error)
    {
        // Without waiting, so that a named pipe that nobody writes to hangs nothing.
        var descriptor = paths.Open(path, ReadFlags);
        if (descriptor < 0)
        {
            error = descriptor;
            return [];
        }

        try
        {
            error = Libc.Status(descriptor, out var status);
            if (error < 0)
            {
                return [];
            }

            if (!status.IsFile)
            {
                error = status.IsDirectory ? -Errno.IsDirectory : -Errno.NotSupported;
                return [];
            }

            // One byte more than it should have tells the end without another call; the kernel's own files say zero and have more.
            var buffer = new byte[status.Size > 0 ? checked((int)Math.Min(status.Size + 1, Array.MaxLength)) : 4096];
            var length = 0;
            while (true)
            {
                var count = Libc.ReadFully(descriptor, buffer.AsSpan(length));
                if (count < 0)
                {
                    error = (int)count;
                    return [];
                }

                length += (int)count;
                if (length < buffer.Length)
                {
                    Array.Resize(ref buffer, length);
                    return buffer;
                }

                Array.Resize(ref buffer, checked(buffer.Length * 2));
            }
        }
        finally
        {
            Libc.Close(descriptor);
        }
    }

    internal ValueTask<bool> HasContentAsync(string path, FileContent content, CancellationToken cancel)
    {
        var descriptor = paths.Open(path, ReadFlags);
        if (descriptor < 0)
        {
            return IsAbsent(descriptor) ? new(false) : throw Fault(descriptor, "read", path);
        }

        if (content.Bytes is not { } bytes)
        {
            return CompareDeferredAsync(descriptor, path, content, cancel);
        }

        try
        {
            return new(Compare(descriptor, path, bytes.Span, cancel));
        }
        finally
        {
            Libc.Close(descriptor);
        }
    }

    internal string ReadLink(string path)
    {
        var error = paths.ReadLink(path, out var target);
        if (error == -Errno.Invalid)
        {
            throw Faults.WrongKind("read the link", path, "it is not a symbolic link. Move what is there away, or correct the path.");
        }

        return error == 0 ? target! : throw Fault(error, "read the link", path);
    }

    internal IReadOnlyList<string> List(string path)
    {
        var descriptor = paths.Open(path, UnixAbi.ReadOnly | UnixAbi.OnlyDirectory | UnixAbi.CloseOnExec);
        if (descriptor < 0)
        {
            throw Fault(descriptor, "list", path);
        }

        var raw = new List<byte[]>();
        var error = Libc.ReadNames(descriptor, raw);
        if (error < 0)
        {
            throw Fault(error, "list", path);
        }

        var names = new string[raw.Count];
        for (var i = 0; i < names.Length; i++)
        {
            names[i] = Encoding.UTF8.GetString(raw[i].AsSpan(0, raw[i].Length - 1));
        }

        Array.Sort(names, StringComparer.Ordinal);
        return names;
    }

    /// <summary>The error in words; what is immutable is told apart from what is forbidden, since the remedy is another.</summary>
    internal SystemFaultException Fault(int error, string doing, string path)
    {
        if (error == -Errno.NotPermitted && (IsImmutable(path) || IsImmutable(Parent(path))))
        {
            return Faults.Immutable(doing, path);
        }

        return error == -Errno.NotSupported && paths.Status(path, follow: true, out var status) == 0 && !status.IsFile && !status.IsDirectory
            ? Faults.WrongKind(doing, path, "it is a device, socket or named pipe, not a file. Move it away, or correct the path.")
            : Faults.Of(error, doing, path);
    }

    private bool IsImmutable(string path) => paths.Status(path, follow: false, out var status) == 0 && status.IsImmutable;

    private static string Parent(string path) => path[..Math.Max(1, path.LastIndexOf('/'))];

    private static bool IsAbsent(int error) => error is -Errno.NoEntry or -Errno.NotDirectory;

    [SkipLocalsInit]
    private bool Compare(int descriptor, string path, ReadOnlySpan<byte> want, CancellationToken cancel)
    {
        if (want.Length < StackChunk)
        {
            // No question about the size first: one byte more than wanted answers it.
            Span<byte> have = stackalloc byte[StackChunk];
            var count = Libc.Read(descriptor, have[..(want.Length + 1)]);

            // A file on a disk gives less than it was asked for only at its end; asking again would cost a fifth of the whole
            // comparison. The kernel's own tables come in pieces.
            if (count >= 0 && (count < want.Length || (count == want.Length && IsKernelTable(path))))
            {
                var rest = Libc.ReadFully(descriptor, have[(int)count..(want.Length + 1)]);
                count = rest < 0 ? rest : count + rest;
            }

            return count >= 0 ? have[..(int)count].SequenceEqual(want) : DiffersOrFault((int)count, path);
        }

        var error = Libc.Status(descriptor, out var status);
        if (error < 0 || (status.IsFile && status.Size > 0 && status.Size != want.Length))
        {
            return error < 0 && DiffersOrFault(error, path);
        }

        var buffer = ArrayPool<byte>.Shared.Rent(ChunkSize);
        try
        {
            while (true)
            {
                cancel.ThrowIfCancellationRequested();
                var count = Libc.ReadFully(descriptor, buffer.AsSpan(0, Math.Min(ChunkSize, want.Length + 1)));
                if (count < 0)
                {
                    return DiffersOrFault((int)count, path);
                }

                if (count > want.Length || !want[..(int)count].SequenceEqual(buffer.AsSpan(0, (int)count)))
                {
                    return false;
                }

                want = want[(int)count..];
                if (count == 0)
                {
                    return want.IsEmpty;
                }
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static bool IsKernelTable(string path) =>
        path.StartsWith("/proc/", StringComparison.Ordinal) || path.StartsWith("/sys/", StringComparison.Ordinal);

    // A directory has no content, hence not this one.
    private bool DiffersOrFault(int error, string path) => error == -Errno.IsDirectory ? false : throw Fault(error, "read", path);

    private async ValueTask<bool> CompareDeferredAsync(int descriptor, string path, FileContent content, CancellationToken cancel)
    {
        using var handle = new SafeFileHandle(descriptor, ownsHandle: true);
        var have = ArrayPool<byte>.Shared.Rent(ChunkSize);
        var want = ArrayPool<byte>.Shared.Rent(ChunkSize);
        try
        {
            if (content.Size is { } size && Libc.Status(descriptor, out var status) >= 0 && status.Kind == FileKind.File && status.Size != size && !IsKernelTable(path))
            {
                return false;
            }

            if (content.KnownHash.IsGiven)
            {
                using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
                while (true)
                {
                    cancel.ThrowIfCancellationRequested();
                    var count = (int)Libc.ReadFully(descriptor, have.AsSpan(0, ChunkSize));
                    if (count < 0)
                    {
                        return DiffersOrFault(count, path);
                    }

                    if (count == 0)
                    {
                        return Matches(content.KnownHash, hash);
                    }

                    hash.AppendData(have, 0, count);
                }
            }

            await using var stream = await content.OpenAsync(cancel).ConfigureAwait(false);
            while (true)
            {
                var wanted = await stream.ReadAtLeastAsync(want.AsMemory(0, ChunkSize), ChunkSize, throwOnEndOfStream: false, cancel).ConfigureAwait(false);
                var count = (int)Libc.ReadFully(descriptor, have.AsSpan(0, ChunkSize));
                if (count < 0)
                {
                    return DiffersOrFault(count, path);
                }

                if (count != wanted || !have.AsSpan(0, count).SequenceEqual(want.AsSpan(0, count)))
                {
                    return false;
                }

                if (count == 0)
                {
                    return true;
                }
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(have);
            ArrayPool<byte>.Shared.Return(want);
        }
    }

    internal static bool Matches(Sha256 known, IncrementalHash hash)
    {
        Span<byte> digest = stackalloc byte[32];
        hash.GetHashAndReset(digest);
        return known.Matches(digest);
    }
}
