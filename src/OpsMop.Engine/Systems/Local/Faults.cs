using System.Runtime.InteropServices;

namespace OpsMop.Engine.Systems;

/// <summary>Error numbers in words: what was to be done, to which path, why it could not be, and what an operator can do about it.</summary>
internal static class Faults
{
    /// <summary>Makes the error.</summary>
    /// <param name="error">The error number; its sign does not matter.</param>
    /// <param name="doing">What was to be done, to follow "Cannot", such as "write".</param>
    /// <param name="path">The path.</param>
    /// <param name="isRoot">Whether whoever may not do it is root; whether this process is where not given.</param>
    internal static SystemFaultException Of(int error, string doing, string path, bool? isRoot = null)
    {
        error = Math.Abs(error);
        var (fault, reason) = Explain(error, isRoot ?? Libc.IsRoot);
        return new SystemFaultException(fault, path, $"Cannot {doing} {path}: {reason}");
    }

    internal static SystemFaultException Immutable(string doing, string path) =>
        new(
            SystemFault.ReadOnly,
            path,
            $"Cannot {doing} {path}: it, or its folder, has the immutable or append-only attribute. See it with lsattr and remove it with 'chattr -i -a'.");

    internal static SystemFaultException WrongKind(string doing, string path, string reason) =>
        new(SystemFault.WrongKind, path, $"Cannot {doing} {path}: {reason}");

    private static (SystemFault Fault, string Reason) Explain(int error, bool isRoot)
    {
        if (error == Errno.NoEntry)
        {
            return (SystemFault.NotFound, "it, or a folder on the way to it, does not exist. Create the folder first, or correct the path.");
        }

        if (error is Errno.Access or Errno.NotPermitted)
        {
            return (SystemFault.PermissionDenied, isRoot
                ? "permission is denied even to root. The file system or the container restricts it: see the mount options and the capabilities of this process."
                : "permission is denied. Run as root (with sudo), or as a user who may.");
        }

        if (error == Errno.NoSpace)
        {
            return (SystemFault.NoSpace, "the file system is full. Free space or inodes on it (see df and df -i); nothing was changed.");
        }

        if (error == Errno.Quota)
        {
            return (SystemFault.NoSpace, "the disk quota is used up. Free space or raise the quota; nothing was changed.");
        }

        if (error == Errno.ReadOnly)
        {
            return (SystemFault.ReadOnly, "the file system is mounted read-only. Remount it read-write, and see the kernel log for why it became so.");
        }

        if (error == Errno.IsDirectory)
        {
            return (SystemFault.WrongKind, "it is a directory. Move the directory away, or correct the path.");
        }

        if (error == Errno.NotDirectory)
        {
            return (SystemFault.WrongKind, "something on its path is not a directory. Move the file that is in the way, or correct the path.");
        }

        if (error == Errno.Exists)
        {
            return (SystemFault.WrongKind, "something is there already. It appeared after it was looked at: plan again.");
        }

        if (error == Errno.Loop || error == Errno.TooManyLinks)
        {
            return (SystemFault.BadLink, "its links lead in a circle, or there are too many of them. Correct the links.");
        }

        if (error == Errno.NotEmpty)
        {
            return (SystemFault.NotEmpty, "the directory is not empty. Delete it with what is in it (recursive), or empty it first.");
        }

        if (error == Errno.Busy)
        {
            return (SystemFault.Other, "it is in use, as a mount point is. Unmount it first.");
        }

        if (error == Errno.NameTooLong)
        {
            return (SystemFault.Other, "a name in it is too long for the file system. Shorten it.");
        }

        return (SystemFault.Other, $"{Marshal.GetPInvokeErrorMessage(error)} (error {error}).");
    }
}
