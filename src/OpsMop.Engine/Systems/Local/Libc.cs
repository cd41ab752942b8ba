using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace OpsMop.Engine.Systems;

/// <summary>
/// The C library, where .NET has nothing (owners, descriptors of folders, durability) or costs too much. Every call answers
/// a value from zero upwards, or the negated error number; interrupted calls are repeated. Nothing here throws.
/// </summary>
internal static unsafe partial class Libc
{
    private const string Library = "libc";

    // Each has one number on every processor that .NET runs on.
    private const nint SystemCallPidfdOpen = 434;
    private const nint SystemCallOpenat2 = 437;

    private static readonly int StatxNumber = RuntimeInformation.ProcessArchitecture switch
    {
        Architecture.X64 => 332,
        Architecture.X86 => 383,
        Architecture.Arm or Architecture.Armv6 => 397,
        Architecture.S390x => 379,
        Architecture.Ppc64le => 383,
        _ => 291,
    };

    // musl had no statx for long; the kernel has.
    private static bool s_libraryHasStatx = true;
    private static bool s_libraryHasSyncfs = true;

    private static int LastError => Marshal.GetLastPInvokeError();

    internal static uint EffectiveUser { get; } = geteuid();

    internal static uint EffectiveGroup { get; } = getegid();

    internal static bool IsRoot => EffectiveUser == 0;

    internal static int Open(int folder, byte* path, int flags, int mode = 0)
    {
        while (true)
        {
            // The last parameter of openat is variadic, which Apple passes on the stack: five words fill the registers up.
            var descriptor = UnixAbi.IsApple
                ? openat_apple(folder, path, flags, 0, 0, 0, 0, 0, mode)
                : openat(folder, path, flags, mode);
            if (descriptor >= 0)
            {
                return descriptor;
            }

            var error = LastError;
            if (error != Errno.Interrupted)
            {
                return -error;
            }
        }
    }

    [SkipLocalsInit]
    internal static int Open(int folder, string path, int flags, int mode = 0)
    {
        var stack = stackalloc byte[NativePath.StackSize];
        using var native = new NativePath(path, stack);
        return Open(folder, native.Pointer, flags, mode);
    }

    /// <summary>Opens below a folder as if that folder were the root: no link and no <c>..</c> leads out of it. Linux since 5.6.</summary>
    [SkipLocalsInit]
    internal static int OpenInRoot(int root, string path, int flags)
    {
        const ulong NoMagicLinks = 0x02;
        const ulong InRoot = 0x10;
        var stack = stackalloc byte[NativePath.StackSize];
        using var native = new NativePath(path, stack);
        var how = stackalloc ulong[3] { (ulong)flags, 0, InRoot | NoMagicLinks };
        while (true)
        {
            var descriptor = (int)syscall(SystemCallOpenat2, root, (nint)native.Pointer, (nint)how, 24, 0);
            if (descriptor >= 0)
            {
                return descriptor;
            }

            var error = LastError;
            if (error != Errno.Interrupted)
            {
                return -error;
            }
        }
    }

    internal static nint Read(int descriptor, Span<byte> buffer)
    {
        fixed (byte* start = buffer)
        {
            while (true)
            {
                var count = read(descriptor, start, (nuint)buffer.Length);
                if (count >= 0)
                {
                    return count;
                }

                var error = LastError;
                if (error != Errno.Interrupted)
                {
                    return -error;
                }
            }
        }
    }

    /// <summary>Reads until the buffer is full or the file ends.</summary>
    internal static nint ReadFully(int descriptor, Span<byte> buffer)
    {
        nint total = 0;
        while (total < buffer.Length)
        {
            var count = Read(descriptor, buffer[(int)total..]);
            if (count < 0)
            {
                return count;
            }

            if (count == 0)
            {
                break;
            }

            total += count;
        }

        return total;
    }

    internal static nint Write(int descriptor, ReadOnlySpan<byte> bytes)
    {
        fixed (byte* start = bytes)
        {
            while (true)
            {
                var count = write(descriptor, start, (nuint)bytes.Length);
                if (count >= 0)
                {
                    return count;
                }

                var error = LastError;
                if (error != Errno.Interrupted)
                {
                    return -error;
                }
            }
        }
    }

    internal static int WriteAll(int descriptor, ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            var count = Write(descriptor, bytes);
            if (count < 0)
            {
                return (int)count;
            }

            bytes = bytes[(int)count..];
        }

        return 0;
    }

    // Never repeated: after EINTR the descriptor is gone on Linux, and its number may be somebody else's.
    internal static void Close(int descriptor) => _ = close(descriptor);

    internal static int Seek(int descriptor, long offset) => lseek(descriptor, (nint)offset, 0) < 0 ? -LastError : 0;

    internal static int Truncate(int descriptor, long length) => Repeat(() => ftruncate(descriptor, (nint)length));

    internal static int ChangeMode(int descriptor, int mode) => Repeat(() => fchmod(descriptor, (uint)mode));

    internal static int ChangeOwner(int descriptor, uint user, uint group) => Repeat(() => fchown(descriptor, user, group));

    internal static int Synchronise(int descriptor) => Repeat(() => fsync(descriptor));

    /// <summary>Writes back everything of the file system that a descriptor is on; everything of the machine where the library cannot narrow it.</summary>
    internal static int SynchroniseFileSystem(int descriptor)
    {
        if (UnixAbi.IsLinux && s_libraryHasSyncfs)
        {
            try
            {
                return Repeat(() => syncfs(descriptor));
            }
            catch (EntryPointNotFoundException)
            {
                s_libraryHasSyncfs = false;
            }
        }

        sync();
        return 0;
    }

    internal static void SynchroniseAll() => sync();

    [SkipLocalsInit]
    internal static int ChangeModeAt(int folder, string path, int mode, bool follow)
    {
        var stack = stackalloc byte[NativePath.StackSize];
        using var native = new NativePath(path, stack);
        return fchmodat(folder, native.Pointer, (uint)mode, follow ? 0 : UnixAbi.AtNoFollow) < 0 ? -LastError : 0;
    }

    [SkipLocalsInit]
    internal static int ChangeOwnerAt(int folder, string path, uint user, uint group)
    {
        var stack = stackalloc byte[NativePath.StackSize];
        using var native = new NativePath(path, stack);
        return fchownat(folder, native.Pointer, user, group, UnixAbi.AtNoFollow) < 0 ? -LastError : 0;
    }

    [SkipLocalsInit]
    internal static int MakeDirectory(int folder, string path, int mode)
    {
        var stack = stackalloc byte[NativePath.StackSize];
        using var native = new NativePath(path, stack);
        return mkdirat(folder, native.Pointer, (uint)mode) < 0 ? -LastError : 0;
    }

    /// <summary>Makes a named pipe.</summary>
    [SkipLocalsInit]
    internal static int MakeFifo(string path, int mode)
    {
        var stack = stackalloc byte[NativePath.StackSize];
        using var native = new NativePath(path, stack);
        return mkfifo(native.Pointer, (uint)mode) < 0 ? -LastError : 0;
    }

    [SkipLocalsInit]
    internal static int MakeLink(string target, int folder, string path)
    {
        var stack = stackalloc byte[NativePath.StackSize * 2];
        using var nativeTarget = new NativePath(target, stack);
        using var nativePath = new NativePath(path, stack + NativePath.StackSize);
        return symlinkat(nativeTarget.Pointer, folder, nativePath.Pointer) < 0 ? -LastError : 0;
    }

    [SkipLocalsInit]
    internal static int Rename(int folder, string from, string to)
    {
        var stack = stackalloc byte[NativePath.StackSize * 2];
        using var nativeFrom = new NativePath(from, stack);
        using var nativeTo = new NativePath(to, stack + NativePath.StackSize);
        return renameat(folder, nativeFrom.Pointer, folder, nativeTo.Pointer) < 0 ? -LastError : 0;
    }

    internal static int Rename(int fromFolder, byte* from, int toFolder, byte* to) => renameat(fromFolder, from, toFolder, to) < 0 ? -LastError : 0;

    [SkipLocalsInit]
    internal static int Unlink(int folder, string path, bool directory = false)
    {
        var stack = stackalloc byte[NativePath.StackSize];
        using var native = new NativePath(path, stack);
        return Unlink(folder, native.Pointer, directory);
    }

    internal static int Unlink(int folder, byte* path, bool directory) =>
        unlinkat(folder, path, directory ? UnixAbi.AtRemoveDirectory : 0) < 0 ? -LastError : 0;

    /// <summary>Reads a link; <paramref name="target"/> is <see langword="null"/> where that fails.</summary>
    [SkipLocalsInit]
    internal static int ReadLink(int folder, string path, out string? target)
    {
        var stack = stackalloc byte[NativePath.StackSize];
        using var native = new NativePath(path, stack);
        target = null;
        for (var size = 512; ; size *= 4)
        {
            var buffer = new byte[size];
            fixed (byte* start = buffer)
            {
                var count = readlinkat(folder, native.Pointer, start, (nuint)size);
                if (count < 0)
                {
                    return -LastError;
                }

                // A target that fills the buffer may have been cut.
                if (count < size)
                {
                    target = System.Text.Encoding.UTF8.GetString(buffer, 0, (int)count);
                    return 0;
                }
            }
        }
    }

    [SkipLocalsInit]
    internal static int Status(int folder, string path, bool follow, out NativeStatus status)
    {
        var stack = stackalloc byte[NativePath.StackSize];
        using var native = new NativePath(path, stack);
        return Status(folder, native.Pointer, follow, out status);
    }

    internal static int Status(int descriptor, out NativeStatus status)
    {
        byte empty = 0;
        if (UnixAbi.IsLinux)
        {
            return Statx(descriptor, &empty, UnixAbi.AtEmptyPath, out status);
        }

        // The layouts below are larger than any of these systems needs.
        var buffer = stackalloc byte[512];
        var result = fstat(descriptor, buffer) < 0 ? -LastError : 0;
        status = result == 0 ? FromStat(buffer) : default;
        return result;
    }

    [SkipLocalsInit]
    internal static int Status(int folder, byte* path, bool follow, out NativeStatus status)
    {
        if (UnixAbi.IsLinux)
        {
            return Statx(folder, path, UnixAbi.AtNoAutomount | (follow ? 0 : UnixAbi.AtNoFollow), out status);
        }

        var buffer = stackalloc byte[512];
        var result = fstatat(folder, path, buffer, follow ? 0 : UnixAbi.AtNoFollow) < 0 ? -LastError : 0;
        status = result == 0 ? FromStat(buffer) : default;
        return result;
    }

    [SkipLocalsInit]
    private static int Statx(int folder, byte* path, int flags, out NativeStatus status)
    {
        const uint BasicStatistics = 0x7FF;
        const ulong Immutable = 0x10 | 0x20;
        const ulong MountRoot = 0x2000;
        var buffer = stackalloc byte[256];
        Unsafe.SkipInit(out status);
        while (true)
        {
            if (StatxCall(folder, path, flags, BasicStatistics, buffer) == 0)
            {
                break;
            }

            var error = LastError;
            if (error != Errno.Interrupted)
            {
                return -error;
            }
        }

        var attributes = *(ulong*)(buffer + 8);
        status.UserId = *(uint*)(buffer + 20);
        status.GroupId = *(uint*)(buffer + 24);
        status.RawMode = *(ushort*)(buffer + 28);
        status.Inode = *(ulong*)(buffer + 32);
        status.Size = *(long*)(buffer + 40);
        status.ModifiedSeconds = *(long*)(buffer + 112);
        status.ModifiedNanoseconds = *(uint*)(buffer + 120);
        status.Device = ((ulong)*(uint*)(buffer + 136) << 32) | *(uint*)(buffer + 140);
        status.IsMountRoot = (attributes & MountRoot) != 0;
        status.IsImmutable = (attributes & Immutable) != 0;
        return 0;
    }

    private static int StatxCall(int folder, byte* path, int flags, uint mask, byte* buffer)
    {
        if (s_libraryHasStatx)
        {
            try
            {
                return statx(folder, path, flags, mask, buffer);
            }
            catch (EntryPointNotFoundException)
            {
                s_libraryHasStatx = false;
            }
        }

        return (int)syscall(StatxNumber, folder, (nint)path, flags, (nint)mask, (nint)buffer);
    }

    private static NativeStatus FromStat(byte* s) => UnixAbi.IsApple
        ? new NativeStatus
        {
            Device = *(uint*)s,
            RawMode = *(ushort*)(s + 4),
            Inode = *(ulong*)(s + 8),
            UserId = *(uint*)(s + 16),
            GroupId = *(uint*)(s + 20),
            ModifiedSeconds = *(long*)(s + 48),
            ModifiedNanoseconds = (uint)*(long*)(s + 56),
            Size = *(long*)(s + 96),
        }
        : new NativeStatus // FreeBSD since 12
        {
            Device = *(ulong*)s,
            Inode = *(ulong*)(s + 8),
            RawMode = *(ushort*)(s + 24),
            UserId = *(uint*)(s + 28),
            GroupId = *(uint*)(s + 32),
            ModifiedSeconds = *(long*)(s + 64),
            ModifiedNanoseconds = (uint)*(long*)(s + 72),
            Size = *(long*)(s + 112),
        };

    [SkipLocalsInit]
    internal static bool MayExecute(int folder, string path)
    {
        var stack = stackalloc byte[NativePath.StackSize];
        using var native = new NativePath(path, stack);
        return faccessat(folder, native.Pointer, 1, 0) == 0;
    }

    /// <summary>The raw names in a folder, without <c>.</c> and <c>..</c>, each with a zero at its end. The descriptor is closed.</summary>
    internal static int ReadNames(int descriptor, List<byte[]> names)
    {
        var stream = fdopendir(descriptor);
        if (stream == 0)
        {
            var error = LastError;
            Close(descriptor);
            return -error;
        }

        var nameOffset = UnixAbi.IsLinux ? 19 : UnixAbi.IsApple ? 21 : 24;
        var result = 0;
        while (true)
        {
            var entry = readdir(stream);
            if (entry is null)
            {
                // The end leaves the error at zero: SetLastError clears it before each call.
                result = -LastError;
                break;
            }

            var name = MemoryMarshal.CreateReadOnlySpanFromNullTerminated(entry + nameOffset);
            if (!name.SequenceEqual("."u8) && !name.SequenceEqual(".."u8))
            {
                var copy = new byte[name.Length + 1];
                name.CopyTo(copy);
                names.Add(copy);
            }
        }

        _ = closedir(stream);
        return result;
    }

    /// <summary>A descriptor that polls as readable when the process has ended; negative where the kernel has none (before 5.3, or not Linux).</summary>
    internal static int OpenProcess(int process) =>
        UnixAbi.IsLinux ? (int)syscall(SystemCallPidfdOpen, process, 0, 0, 0, 0) : -1;

    private static int Repeat(Func<int> call)
    {
        while (true)
        {
            if (call() >= 0)
            {
                return 0;
            }

            var error = LastError;
            if (error != Errno.Interrupted)
            {
                return -error;
            }
        }
    }

    [LibraryImport(Library)]
    private static partial uint geteuid();

    [LibraryImport(Library)]
    private static partial uint getegid();

    [LibraryImport(Library, SetLastError = true)]
    private static partial nint syscall(nint number, nint a, nint b, nint c, nint d, nint e);

    [LibraryImport(Library, SetLastError = true)]
    private static partial int openat(int folder, byte* path, int flags, int mode);

    [LibraryImport(Library, EntryPoint = "openat", SetLastError = true)]
    private static partial int openat_apple(int folder, byte* path, nint flags, nint a, nint b, nint c, nint d, nint e, nint mode);

    [LibraryImport(Library, SetLastError = true)]
    private static partial nint read(int descriptor, byte* buffer, nuint count);

    [LibraryImport(Library, SetLastError = true)]
    private static partial nint write(int descriptor, byte* buffer, nuint count);

    [LibraryImport(Library)]
    private static partial int close(int descriptor);

    [LibraryImport(Library, SetLastError = true)]
    private static partial nint lseek(int descriptor, nint offset, int whence);

    [LibraryImport(Library, SetLastError = true)]
    private static partial int ftruncate(int descriptor, nint length);

    [LibraryImport(Library, SetLastError = true)]
    private static partial int fchmod(int descriptor, uint mode);

    [LibraryImport(Library, SetLastError = true)]
    private static partial int fchown(int descriptor, uint user, uint group);

    [LibraryImport(Library, SetLastError = true)]
    private static partial int fsync(int descriptor);

    [LibraryImport(Library, SetLastError = true)]
    private static partial int syncfs(int descriptor);

    [LibraryImport(Library)]
    private static partial void sync();

    [LibraryImport(Library, SetLastError = true)]
    private static partial int fchmodat(int folder, byte* path, uint mode, int flags);

    [LibraryImport(Library, SetLastError = true)]
    private static partial int fchownat(int folder, byte* path, uint user, uint group, int flags);

    [LibraryImport(Library, SetLastError = true)]
    private static partial int faccessat(int folder, byte* path, int mode, int flags);

    [LibraryImport(Library, SetLastError = true)]
    private static partial int mkdirat(int folder, byte* path, uint mode);

    [LibraryImport(Library, SetLastError = true)]
    private static partial int mkfifo(byte* path, uint mode);

    [LibraryImport(Library, SetLastError = true)]
    private static partial int symlinkat(byte* target, int folder, byte* path);

    [LibraryImport(Library, SetLastError = true)]
    private static partial int renameat(int fromFolder, byte* from, int toFolder, byte* to);

    [LibraryImport(Library, SetLastError = true)]
    private static partial int unlinkat(int folder, byte* path, int flags);

    [LibraryImport(Library, SetLastError = true)]
    private static partial nint readlinkat(int folder, byte* path, byte* buffer, nuint size);

    [LibraryImport(Library, SetLastError = true)]
    private static partial int statx(int folder, byte* path, int flags, uint mask, byte* buffer);

    [LibraryImport(Library, SetLastError = true)]
    private static partial int fstat(int descriptor, byte* buffer);

    [LibraryImport(Library, SetLastError = true)]
    private static partial int fstatat(int folder, byte* path, byte* buffer, int flags);

    [LibraryImport(Library, SetLastError = true)]
    private static partial nint fdopendir(int descriptor);

    [LibraryImport(Library, SetLastError = true)]
    private static partial byte* readdir(nint stream);

    [LibraryImport(Library)]
    private static partial int closedir(nint stream);
}
