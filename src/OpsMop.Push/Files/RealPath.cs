using Microsoft.Win32.SafeHandles;
using OpsMop.Engine.Systems;

namespace OpsMop.Push.Files;

/// <summary>Where files really are, when all links have been followed.</summary>
internal static class RealPath
{
    private const int MostLinks = 40;

    /// <summary>The path without links; <see langword="null"/> where there is nothing, or links lead in a circle.</summary>
    /// <param name="path">An absolute path.</param>
    public static string? Of(string path)
    {
        var todo = new Stack<string>(path.Split('/').Reverse());
        var done = "";
        for (var links = 0; todo.TryPop(out var step);)
        {
            if (step is "" or ".")
            {
                continue;
            }

            if (step == "..")
            {
                done = done[..Math.Max(0, done.LastIndexOf('/'))];
                continue;
            }

            var next = done + "/" + step;
            if (Libc.Status(UnixAbi.CurrentDirectory, next, follow: false, out var status) < 0)
            {
                return null;
            }

            if (!status.IsLink)
            {
                done = next;
                continue;
            }

            if (++links > MostLinks || Libc.ReadLink(UnixAbi.CurrentDirectory, next, out var target) < 0)
            {
                return null;
            }

            done = target![0] == '/' ? "" : done;
            foreach (var part in target.Split('/').Reverse())
            {
                todo.Push(part);
            }
        }

        return done.Length == 0 ? "/" : done;
    }

    /// <summary>Where an opened file really is. Whatever is moved about meanwhile, it is this file that is read.</summary>
    /// <param name="file">The opened file.</param>
    /// <param name="status">Its status.</param>
    /// <param name="path">The path that it was opened by.</param>
    /// <returns><see langword="null"/> where nobody can tell, or it has been deleted.</returns>
    public static string? Of(SafeFileHandle file, in NativeStatus status, string path)
    {
        if (UnixAbi.IsLinux && Libc.ReadLink(UnixAbi.CurrentDirectory, $"/proc/self/fd/{file.DangerousGetHandle()}", out var known) >= 0)
        {
            return known is ['/', ..] && !known.EndsWith(" (deleted)", StringComparison.Ordinal) ? known : null;
        }

        // Elsewhere: the path is followed again, and has to end at the very file.
        return Of(path) is { } real && Libc.Status(UnixAbi.CurrentDirectory, real, follow: false, out var there) >= 0 && there.Inode == status.Inode && there.Device == status.Device
            ? real
            : null;
    }
}
