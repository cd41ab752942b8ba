using Microsoft.Win32.SafeHandles;
using OpsMop.Engine.Processes;

namespace OpsMop.Engine.Systems;

/// <summary>
/// An image or chroot directory on this machine. Paths are those of the image: no link, no <c>..</c> and nobody who moves things
/// about meanwhile leads out of it. Owners are what its own <c>/etc/passwd</c> and <c>/etc/group</c> say, and processes see it as
/// their root, which needs root here. What <c>/proc</c>, <c>/sys</c> and <c>/dev</c> hold in it is up to whoever prepared it.
/// </summary>
public sealed class RootedSystem : UnixSystem, IDisposable
{
    private readonly SafeFileHandle _root;

    /// <summary>The image in a folder.</summary>
    /// <param name="root">The folder.</param>
    /// <param name="options">How it works; the defaults where not given.</param>
    /// <exception cref="SystemFaultException">There is no such folder.</exception>
    public RootedSystem(AbsolutePath root, LocalSystemOptions? options = null)
        : this(root, OpenRoot(root.Value), options ?? new LocalSystemOptions(), walk: false)
    {
    }

    private RootedSystem(AbsolutePath root, SafeFileHandle handle, LocalSystemOptions options, bool walk)
        : this(root, handle, new RootedPathResolver(handle, walk), options)
    {
    }

    private RootedSystem(AbsolutePath root, SafeFileHandle handle, RootedPathResolver paths, LocalSystemOptions options)
        : this(root, handle, paths, new ImageAccountDatabase(paths), options)
    {
    }

    private RootedSystem(AbsolutePath root, SafeFileHandle handle, PathResolver paths, AccountDatabase accounts, LocalSystemOptions options)
        : base(new FileOperations(paths, accounts, new PendingWrites(options.Durability)), new ProcessLauncher(paths, accounts, root.Value))
    {
        _root = handle;
        Root = root;
    }

    /// <summary>The folder on this machine.</summary>
    public AbsolutePath Root { get; }

    /// <summary>The same as on kernels without openat2, so that a test can see both ways of finding a path.</summary>
    internal static RootedSystem Walking(AbsolutePath root) => new(root, OpenRoot(root.Value), new LocalSystemOptions(), walk: true);

    /// <summary>Lets the folder go. The files in it stay as they are.</summary>
    public void Dispose() => _root.Dispose();

    private static SafeFileHandle OpenRoot(string root)
    {
        var descriptor = Libc.Open(UnixAbi.CurrentDirectory, root, UnixAbi.PathOnly | UnixAbi.OnlyDirectory | UnixAbi.CloseOnExec);
        return descriptor < 0 ? throw Faults.Of(descriptor, "use as a root", root) : new SafeFileHandle(descriptor, ownsHandle: true);
    }
}
