using Microsoft.Win32.SafeHandles;

namespace OpsMop.Engine.Systems;

/// <summary>
/// Paths in an image. The kernel resolves them (openat2 with RESOLVE_IN_ROOT, Linux since 5.6); where it cannot, they are walked
/// name by name: no name is followed that turns out to be a link, links are read and resolved here, and <c>..</c> returns to a
/// descriptor held from the way down instead of asking the file system.
/// </summary>
internal sealed class RootedPathResolver(SafeFileHandle root, bool walk) : PathResolver
{
    private const int MostLinks = 40;
    private const int MostAttempts = 1000;
    private volatile bool _walk = walk || !UnixAbi.IsLinux;

    private int Root => (int)root.DangerousGetHandle();

    internal override int Open(string path, int flags)
    {
        // Something on the way is being moved about, now and again or on purpose: the kernel asks to try again.
        for (var attempt = 0; !_walk && attempt < MostAttempts; attempt++)
        {
            var descriptor = Libc.OpenInRoot(Root, path, flags);
            if (descriptor == -Errno.NotImplemented || (descriptor == -Errno.NotPermitted && !Works()))
            {
                _walk = true;
            }
            else if (descriptor != -Errno.Again)
            {
                return descriptor;
            }
        }

        return Walk(path, flags);
    }

    internal override int Status(string path, bool follow, out NativeStatus status)
    {
        if (!follow)
        {
            var folder = OpenFolder(path, out var leaf);
            status = default;
            if (folder < 0)
            {
                return folder;
            }

            var result = Libc.Status(folder, leaf, follow: false, out status);
            Libc.Close(folder);
            return result;
        }

        // Elsewhere than on Linux what is not readable cannot be named by a descriptor; nor is opening a pipe to wait for anybody.
        var descriptor = Open(path, UnixAbi.PathOnly | UnixAbi.CloseOnExec | (UnixAbi.IsLinux ? 0 : UnixAbi.NonBlocking));
        status = default;
        if (descriptor < 0)
        {
            return descriptor;
        }

        var error = Libc.Status(descriptor, out status);
        Libc.Close(descriptor);
        return error;
    }

    // A container's filter may forbid the call as a whole; then it is forbidden for the root itself too.
    private bool Works()
    {
        var descriptor = Libc.OpenInRoot(Root, ".", UnixAbi.PathOnly | UnixAbi.OnlyDirectory | UnixAbi.CloseOnExec);
        if (descriptor >= 0)
        {
            Libc.Close(descriptor);
        }

        return descriptor >= 0;
    }

    private int Walk(string path, int flags)
    {
        // The folders from the root down to where the walk is. The root's own descriptor is not in it.
        var way = new Stack<int>();
        var left = new Stack<string>();
        Push(left, path);
        var links = 0;
        try
        {
            while (left.TryPop(out var name))
            {
                var here = way.TryPeek(out var top) ? top : Root;
                if (name == ".")
                {
                    continue;
                }

                if (name == "..")
                {
                    if (way.TryPop(out var leaving))
                    {
                        Libc.Close(leaving);
                    }

                    continue;
                }

                var last = left.Count == 0;
                var descriptor = Libc.Open(
                    here,
                    name,
                    last ? flags | UnixAbi.NoFollow : UnixAbi.PathOnly | UnixAbi.OnlyDirectory | UnixAbi.NoFollow | UnixAbi.CloseOnExec);
                var mayBeLink = descriptor is -Errno.NotDirectory or -Errno.TooManyLinks || descriptor == -Errno.Loop;
                if (last && descriptor >= 0 && (flags & UnixAbi.PathOnly) != 0
                    && Libc.Status(descriptor, out var status) == 0 && status.IsLink)
                {
                    // Naming a link without following it succeeds.
                    Libc.Close(descriptor);
                    mayBeLink = true;
                }
                else if (descriptor >= 0)
                {
                    if (last)
                    {
                        return descriptor;
                    }

                    way.Push(descriptor);
                    continue;
                }

                if (!mayBeLink)
                {
                    return descriptor;
                }

                var error = Libc.ReadLink(here, name, out var target);
                if (error < 0)
                {
                    // It is no link, or no longer: a file where a directory should be.
                    return error == -Errno.Invalid ? -Errno.NotDirectory : error;
                }

                if (++links > MostLinks)
                {
                    return -Errno.Loop;
                }

                if (target!.StartsWith('/'))
                {
                    CloseAll(way);
                }

                Push(left, target);
            }

            // The path ended in "..", ".", or is the root.
            return Libc.Open(way.TryPeek(out var end) ? end : Root, ".", flags);
        }
        finally
        {
            CloseAll(way);
        }
    }

    private static void Push(Stack<string> left, string path)
    {
        var names = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        for (var i = names.Length - 1; i >= 0; i--)
        {
            left.Push(names[i]);
        }
    }

    private static void CloseAll(Stack<int> way)
    {
        while (way.TryPop(out var descriptor))
        {
            Libc.Close(descriptor);
        }
    }
}
