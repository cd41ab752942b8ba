using Microsoft.Win32.SafeHandles;

namespace OpsMop.Engine.Systems;

/// <summary>
/// What is written and not yet durable: one open folder for each file system that was touched, so that a thousand new files
/// cost one <c>syncfs</c>. The folders are let go at each flush, so that they never keep a file system from being unmounted by a process.
/// </summary>
internal sealed class PendingWrites(Durability durability)
{
    private readonly Lock _gate = new();
    private Dictionary<ulong, SafeFileHandle?>? _fileSystems;

    /// <summary>Whether a file is to be made durable before it is put in place.</summary>
    /// <param name="replaces">Whether there is one at its place already.</param>
    internal bool SynchronisesFile(bool replaces) => durability == Durability.Each || (durability == Durability.Grouped && replaces);

    /// <summary>Something changed in a folder, or the folder itself did.</summary>
    /// <param name="folder">A descriptor of the folder, which may be for naming only.</param>
    internal void Touched(SafeFileHandle folder)
    {
        if (durability == Durability.None)
        {
            return;
        }

        var descriptor = (int)folder.DangerousGetHandle();
        if (durability == Durability.Each)
        {
            using var opened = OpenForSynchronising(descriptor);
            if (opened is null)
            {
                Libc.SynchroniseAll();
            }
            else
            {
                Check(Libc.Synchronise((int)opened.DangerousGetHandle()));
            }

            return;
        }

        if (Libc.Status(descriptor, out var status) < 0)
        {
            return;
        }

        lock (_gate)
        {
            _fileSystems ??= [];
            if (!_fileSystems.ContainsKey(status.Device))
            {
                _fileSystems.Add(status.Device, OpenForSynchronising(descriptor));
            }
        }
    }

    /// <summary>The owner or mode of something changed.</summary>
    /// <param name="folder">The folder it stands in.</param>
    /// <param name="leaf">Its name there.</param>
    internal void TouchedMetadata(SafeFileHandle folder, string leaf)
    {
        if (durability == Durability.None)
        {
            return;
        }

        var parent = (int)folder.DangerousGetHandle();
        if (Libc.Status(parent, leaf, follow: false, out var status) < 0 || !(status.IsFile || status.IsDirectory))
        {
            // Opening a device can do things to it.
            Touched(folder);
            return;
        }

        // A file is on the file system of its folder, unless it is mounted there by itself.
        if (durability == Durability.Grouped && status.IsFile && Libc.Status(parent, out var folderStatus) == 0 && status.Device == folderStatus.Device)
        {
            Touched(folder);
            return;
        }

        var descriptor = Libc.Open(parent, leaf, UnixAbi.ReadOnly | UnixAbi.NonBlocking | UnixAbi.NoFollow | UnixAbi.CloseOnExec);
        using var opened = descriptor < 0 ? null : new SafeFileHandle(descriptor, ownsHandle: true);
        if (opened is null)
        {
            Touched(folder);
        }
        else if (status.IsDirectory)
        {
            Touched(opened);
        }
        else
        {
            Check(Libc.Synchronise(descriptor));
        }
    }

    internal ValueTask FlushAsync(CancellationToken cancel)
    {
        Dictionary<ulong, SafeFileHandle?>? fileSystems;
        lock (_gate)
        {
            if (_fileSystems is null)
            {
                return default;
            }

            cancel.ThrowIfCancellationRequested();
            fileSystems = _fileSystems;
            _fileSystems = null;
        }

        // A disk may take seconds over it: not on the caller's thread.
        return new ValueTask(Task.Run(() => Flush(fileSystems), CancellationToken.None));
    }

    private static void Flush(Dictionary<ulong, SafeFileHandle?> fileSystems)
    {
        var error = 0;
        foreach (var folder in fileSystems.Values)
        {
            if (folder is null)
            {
                Libc.SynchroniseAll();
                continue;
            }

            using (folder)
            {
                // Each of them is tried, whatever another one says.
                var result = Libc.SynchroniseFileSystem((int)folder.DangerousGetHandle());
                error = error == 0 ? result : error;
            }
        }

        Check(error);
    }

    private static SafeFileHandle? OpenForSynchronising(int folder)
    {
        // A descriptor for naming only cannot be synchronised. Where reading the folder is not allowed, everything is.
        var descriptor = Libc.Open(folder, ".", UnixAbi.ReadOnly | UnixAbi.OnlyDirectory | UnixAbi.CloseOnExec);
        return descriptor < 0 ? null : new SafeFileHandle(descriptor, ownsHandle: true);
    }

    private static void Check(int error)
    {
        // Some file systems, such as those of the kernel's own tables, have nothing that could be made durable.
        if (error < 0 && error != -Errno.Invalid && error != -Errno.NotSupported && error != -Errno.ReadOnly)
        {
            throw new SystemFaultException(
                error == -Errno.NoSpace || error == -Errno.Quota ? SystemFault.NoSpace : SystemFault.Other,
                "disk",
                $"The disk could not store what was written: {System.Runtime.InteropServices.Marshal.GetPInvokeErrorMessage(-error)} (error {-error}). See the kernel log, mend the disk and apply again.");
        }
    }
}
