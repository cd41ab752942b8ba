using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace OpsMop.Engine.State;

/// <summary>The few system calls that the agent's own state needs and the class library does not have.</summary>
internal static partial class Posix
{
    private const int LockExclusiveNonBlocking = 2 | 4; // LOCK_EX | LOCK_NB, the same on Linux and BSD

    /// <summary>Makes the names in a directory survive a loss of power: a new file's content does not help when its name is lost.</summary>
    internal static void FlushDirectory(string path)
    {
        var descriptor = OpenDescriptor(path, flags: 0);
        if (descriptor < 0)
        {
            throw new IOException($"The directory {path} cannot be opened: {Marshal.GetLastPInvokeErrorMessage()}.");
        }

        try
        {
            // Some file systems cannot flush a directory (EINVAL), and then need not be asked to.
            _ = FlushDescriptor(descriptor);
        }
        finally
        {
            _ = CloseDescriptor(descriptor);
        }
    }

    /// <summary>Takes an exclusive lock on an open file, or says that somebody else has it. The lock goes with the process, however it ends.</summary>
    internal static bool TryLock(SafeFileHandle file) => Lock(file, LockExclusiveNonBlocking) == 0;

    [LibraryImport("libc", EntryPoint = "geteuid")]
    internal static partial uint EffectiveUser();

    [LibraryImport("libc", EntryPoint = "flock", SetLastError = true)]
    private static partial int Lock(SafeFileHandle file, int operation);

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int OpenDescriptor(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int FlushDescriptor(int descriptor);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int CloseDescriptor(int descriptor);
}
