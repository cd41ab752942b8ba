using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using OpsMop.Engine.Systems;

namespace OpsMop.Engine.State;

/// <summary>What the agent's own state needs of the kernel beyond the class library.</summary>
internal static partial class Posix
{
    private const int LockExclusiveNonBlocking = 2 | 4; // LOCK_EX | LOCK_NB, the same on Linux and BSD
    private const int UnlockOperation = 8; // LOCK_UN

    internal static uint EffectiveUser => Libc.EffectiveUser;

    /// <summary>Makes the names in a directory survive a loss of power: a new file's content does not help when its name is lost.</summary>
    internal static void FlushDirectory(string path)
    {
        var descriptor = Libc.Open(UnixAbi.CurrentDirectory, path, UnixAbi.ReadOnly | UnixAbi.OnlyDirectory | UnixAbi.CloseOnExec);
        if (descriptor < 0)
        {
            throw Faults.Of(descriptor, "open", path);
        }

        // Some file systems cannot flush a directory (EINVAL), and then need not be asked to.
        var error = Libc.Synchronise(descriptor);
        Libc.Close(descriptor);
        if (error is < 0 and not -Errno.Invalid)
        {
            throw Faults.Of(error, "flush", path);
        }
    }

    /// <summary>Who owns a path.</summary>
    internal static uint OwnerOf(string path)
    {
        var error = Libc.Status(UnixAbi.CurrentDirectory, path, follow: false, out var status);
        return error < 0 ? throw Faults.Of(error, "look at", path) : status.UserId;
    }

    /// <summary>Opens a file 0600 for reading and writing without any lock; the class library takes a shared one whatever it is told.</summary>
    internal static SafeFileHandle OpenUnlocked(string path)
    {
        var descriptor = Libc.Open(UnixAbi.CurrentDirectory, path, UnixAbi.ReadWrite | UnixAbi.Create | UnixAbi.NoFollow | UnixAbi.CloseOnExec, 0x180);
        return descriptor < 0 ? throw Faults.Of(descriptor, "open", path) : new SafeFileHandle(descriptor, ownsHandle: true);
    }

    /// <summary>Takes an exclusive lock on an open file, or says that somebody else has it. The lock goes with the process, however it ends.</summary>
    internal static bool TryLock(SafeFileHandle file)
    {
        if (Lock(file, LockExclusiveNonBlocking) == 0)
        {
            return true;
        }

        var error = Marshal.GetLastPInvokeError();
        return error is 11 or 35 // EWOULDBLOCK on Linux and on BSD
            ? false
            : throw new IOException($"The lock cannot be taken: {Marshal.GetPInvokeErrorMessage(error)}.");
    }

    /// <summary>
    /// Gives the lock back. Closing the file is not enough: a process that is being started in this moment holds a copy of it until its program begins.
    /// </summary>
    internal static void Unlock(SafeFileHandle file) => Lock(file, UnlockOperation);

    [LibraryImport("libc", EntryPoint = "flock", SetLastError = true)]
    private static partial int Lock(SafeFileHandle file, int operation);
}
