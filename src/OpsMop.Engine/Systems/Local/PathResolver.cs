using Microsoft.Win32.SafeHandles;

namespace OpsMop.Engine.Systems;

/// <summary>
/// What a path means: the one difference between the machine itself and an image in a folder. All else is done relative to the
/// descriptors that come from here, and never leaves the folder that they name.
/// </summary>
internal abstract class PathResolver
{
    /// <summary>Opens what a path leads to, links followed. Answers a descriptor or a negated error number.</summary>
    internal abstract int Open(string path, int flags);

    /// <summary>The status of a path. Answers zero or a negated error number.</summary>
    internal abstract int Status(string path, bool follow, out NativeStatus status);

    /// <summary>Opens the folder that the last name of a path stands in, for naming only. Answers a descriptor or a negated error number.</summary>
    /// <param name="path">The path.</param>
    /// <param name="leaf">Its last name, <c>.</c> for the root.</param>
    internal int OpenFolder(string path, out string leaf)
    {
        var trimmed = path.AsSpan().TrimEnd('/');
        var slash = trimmed.LastIndexOf('/');
        leaf = trimmed.IsEmpty ? "." : trimmed[(slash + 1)..].ToString();
        if (leaf == "..")
        {
            // Its folder is not the one before the slash, and no effect is ever meant for "..".
            return -Errno.Invalid;
        }

        var folder = slash <= 0 ? "/" : path[..slash];
        return Open(folder, UnixAbi.PathOnly | UnixAbi.OnlyDirectory | UnixAbi.CloseOnExec);
    }

    /// <summary>The same, owned by a handle; <see langword="null"/> with the error.</summary>
    internal SafeFileHandle? OpenFolder(string path, out string leaf, out int error)
    {
        var descriptor = OpenFolder(path, out leaf);
        error = Math.Min(descriptor, 0);
        return descriptor < 0 ? null : new SafeFileHandle(descriptor, ownsHandle: true);
    }

    /// <summary>Where a link points. Answers zero or a negated error number.</summary>
    internal int ReadLink(string path, out string? target)
    {
        target = null;
        var folder = OpenFolder(path, out var leaf);
        if (folder < 0)
        {
            return folder;
        }

        var error = Libc.ReadLink(folder, leaf, out target);
        Libc.Close(folder);
        return error;
    }

    /// <summary>Whether a path is a program that can be started.</summary>
    internal virtual bool IsProgram(string path) =>
        Status(path, follow: true, out var status) == 0 && status.IsFile && (status.Permissions & 0x49) != 0;
}
