using Microsoft.Win32.SafeHandles;
using OpsMop.Engine.Systems;

namespace OpsMop.Push.Files;

/// <summary>A regular file of the controller, opened for reading, with the place where it really is.</summary>
internal sealed class OpenedFile : IDisposable
{
    private readonly SafeFileHandle _handle;

    private OpenedFile(SafeFileHandle handle, NativeStatus status, string realPath) => (_handle, Status, Path) = (handle, status, realPath);

    /// <summary>Where it is, when all links have been followed.</summary>
    public string Path { get; }

    /// <summary>Its status when it was opened.</summary>
    public NativeStatus Status { get; }

    /// <summary>Opens a file; <see langword="null"/> where there is no regular file that may be read.</summary>
    /// <param name="path">Its path. Links are followed: who asks looks at <see cref="Path"/>.</param>
    public static OpenedFile? TryOpen(string path)
    {
        // A pipe or a device is not even opened; one that is put in the place meanwhile does not keep us waiting, and is seen below.
        if (Libc.Status(UnixAbi.CurrentDirectory, path, follow: true, out var before) < 0 || !before.IsFile)
        {
            return null;
        }

        var descriptor = Libc.Open(UnixAbi.CurrentDirectory, path, UnixAbi.ReadOnly | UnixAbi.NonBlocking | UnixAbi.CloseOnExec);
        if (descriptor < 0)
        {
            return null;
        }

        var handle = new SafeFileHandle(descriptor, ownsHandle: true);
        if (Libc.Status(descriptor, out var status) >= 0 && status.IsFile && RealPath.Of(handle, status, path) is { } real)
        {
            return new OpenedFile(handle, status, real);
        }

        handle.Dispose();
        return null;
    }

    /// <summary>Reads at a place.</summary>
    /// <param name="buffer">Takes the bytes.</param>
    /// <param name="offset">The place.</param>
    /// <returns>How many bytes were read; 0 at the end.</returns>
    public int Read(Span<byte> buffer, long offset) => RandomAccess.Read(_handle, buffer, offset);

    /// <summary>Whether it is the same file as another, with nothing written to it in between as far as the file system says.</summary>
    public bool IsStill(in NativeStatus other) => IsSame(Status, other);

    /// <summary>Whether nothing was written to it since it was opened, as far as the file system says.</summary>
    public bool IsUnchanged() => Libc.Status((int)_handle.DangerousGetHandle(), out var now) >= 0 && IsSame(Status, now);

    /// <inheritdoc/>
    public void Dispose() => _handle.Dispose();

    private static bool IsSame(in NativeStatus one, in NativeStatus other) =>
        one.Inode == other.Inode && one.Device == other.Device && one.Size == other.Size
        && one.ModifiedSeconds == other.ModifiedSeconds && one.ModifiedNanoseconds == other.ModifiedNanoseconds;
}
