using System.Security.Cryptography;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace OpsMop.Engine.Systems;

/// <summary>
/// Deleting. A tree is walked by descriptors: each directory is opened from the one above it and refused if it is a link, so that
/// whoever swaps a directory for a link meanwhile has their link deleted, not what it points to. Mount points are refused.
/// </summary>
internal sealed unsafe partial class FileOperations
{
    // Deeper directories are first moved up, so that a tree of any depth needs a bounded number of descriptors.
    private const int DeepestLevel = 100;

    private const int MostRounds = 100;

    internal void Delete(string path, bool recursive, CancellationToken cancel)
    {
        const string Doing = "delete";
        if (path.AsSpan().Trim('/').IsEmpty)
        {
            throw new SystemFaultException(SystemFault.Refused, path, "The root directory is never deleted. Correct the path.");
        }

        using var folder = paths.OpenFolder(path, out var leaf, out var error);
        if (folder is null)
        {
            if (IsAbsent(error))
            {
                return;
            }

            throw Fault(error, Doing, path);
        }

        var parent = (int)folder.DangerousGetHandle();
        error = Libc.Status(parent, leaf, follow: false, out var status);
        if (error == -Errno.NoEntry)
        {
            return;
        }

        Check(error, Doing, path);
        if (status.IsDirectory && recursive)
        {
            try
            {
                DeleteTree(parent, Encoding.UTF8.GetBytes(leaf + "\0"), path, cancel);
            }
            finally
            {
                pending.Touched(folder);
            }
        }
        else
        {
            error = Libc.Unlink(parent, leaf, status.IsDirectory);
            if (error != -Errno.NoEntry)
            {
                // POSIX lets a kernel say either of a directory that is not empty.
                Check(status.IsDirectory && error == -Errno.Exists ? -Errno.NotEmpty : error, Doing, path);
            }

            pending.Touched(folder);
        }
    }

    private void DeleteTree(int parent, byte[] name, string path, CancellationToken cancel)
    {
        var levels = new Stack<Level>();
        Check(Libc.Status(parent, out var parentStatus), "delete", path);
        try
        {
            if (Enter(parent, name, path, parentStatus.Device) is { } top)
            {
                levels.Push(top);
            }

            var root = levels.Count > 0 ? levels.Peek() : null;
            while (levels.TryPeek(out var level))
            {
                cancel.ThrowIfCancellationRequested();
                if (level.Names.Count > 0)
                {
                    var entry = level.Names[^1];
                    level.Names.RemoveAt(level.Names.Count - 1);
                    DeleteEntry(level, entry, root!, levels, parentStatus.Device);
                    continue;
                }

                // Everything that was listed is gone, and so should the directory be, unless something was added meanwhile.
                var above = level == root ? parent : level.Parent;
                int error;
                fixed (byte* native = level.Name)
                {
                    error = Libc.Unlink(above, native, directory: true);
                }

                if (error is 0 or -Errno.NoEntry)
                {
                    levels.Pop().Dispose();
                }
                else if ((error == -Errno.NotEmpty || error == -Errno.Exists) && (level.Rounds++ < MostRounds || level.ReceivedMore))
                {
                    level.ReceivedMore = false;
                    level.List(this);
                }
                else
                {
                    throw Fault(error == -Errno.Exists ? -Errno.NotEmpty : error, "delete", level.Path);
                }
            }
        }
        finally
        {
            while (levels.TryPop(out var level))
            {
                level.Dispose();
            }
        }
    }

    private void DeleteEntry(Level level, byte[] entry, Level root, Stack<Level> levels, ulong device)
    {
        var path = $"{level.Path}/{Encoding.UTF8.GetString(entry.AsSpan(0, entry.Length - 1))}";
        fixed (byte* native = entry)
        {
            // Whatever is no directory goes at once, without asking what it is: there is no moment for it to be exchanged in.
            var error = Libc.Unlink(level.Descriptor, native, directory: false);
            if (error is 0 or -Errno.NoEntry)
            {
                return;
            }

            var isDirectory = Libc.Status(level.Descriptor, native, follow: false, out var status) == 0 && status.IsDirectory;
            if (!isDirectory)
            {
                throw Fault(error, "delete", path);
            }

            if (levels.Count < DeepestLevel)
            {
                if (Enter(level.Descriptor, entry, path, device) is { } next)
                {
                    levels.Push(next);
                }

                return;
            }

            var moved = Encoding.UTF8.GetBytes($".opsmop-{RandomNumberGenerator.GetHexString(16)}\0");
            fixed (byte* to = moved)
            {
                Check(Libc.Rename(level.Descriptor, native, root.Descriptor, to), "delete", path);
            }

            root.ReceivedMore = true;
        }
    }

    private Level? Enter(int parent, byte[] name, string path, ulong device)
    {
        int descriptor;
        fixed (byte* native = name)
        {
            descriptor = Libc.Open(parent, native, UnixAbi.ReadOnly | UnixAbi.OnlyDirectory | UnixAbi.NoFollow | UnixAbi.CloseOnExec);
        }

        if (descriptor == -Errno.NoEntry)
        {
            return null;
        }

        Check(descriptor, "delete", path);
        var level = new Level(parent, descriptor, name, path);
        try
        {
            Check(Libc.Status(descriptor, out var status), "delete", path);
            if (status.IsMountRoot || status.Device != device)
            {
                throw new SystemFaultException(
                    SystemFault.Refused,
                    path,
                    $"Cannot delete {path}: another file system is mounted there, and what is on it is not deleted along. Unmount it first.");
            }

            level.List(this);
            return level;
        }
        catch
        {
            level.Dispose();
            throw;
        }
    }

    private sealed class Level(int parent, int descriptor, byte[] name, string path) : IDisposable
    {
        private readonly SafeFileHandle _handle = new(descriptor, ownsHandle: true);

        internal int Parent => parent;

        internal int Descriptor => descriptor;

        internal byte[] Name => name;

        internal string Path => path;

        internal List<byte[]> Names { get; } = [];

        internal int Rounds { get; set; }

        internal bool ReceivedMore { get; set; }

        internal void List(FileOperations files)
        {
            // Its own descriptor: closing the listing closes that.
            var listing = Libc.Open(descriptor, ".", UnixAbi.ReadOnly | UnixAbi.OnlyDirectory | UnixAbi.CloseOnExec);
            files.Check(listing, "list", path);
            files.Check(Libc.ReadNames(listing, Names), "list", path);
        }

        public void Dispose() => _handle.Dispose();
    }
}
