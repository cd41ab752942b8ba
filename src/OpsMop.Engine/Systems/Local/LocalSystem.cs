using OpsMop.Engine.Processes;

namespace OpsMop.Engine.Systems;

/// <summary>
/// The machine itself, by straight system calls. Files are replaced atomically, owners are what the machine's name services say,
/// and what is written becomes durable as <see cref="LocalSystemOptions.Durability"/> says.
/// </summary>
public sealed class LocalSystem : UnixSystem
{
    /// <summary>The machine itself.</summary>
    /// <param name="options">How it works; the defaults where not given.</param>
    public LocalSystem(LocalSystemOptions? options = null)
        : this(new HostPathResolver(), new HostAccountDatabase(), options ?? new LocalSystemOptions())
    {
    }

    private LocalSystem(PathResolver paths, AccountDatabase accounts, LocalSystemOptions options)
        : base(new FileOperations(paths, accounts, new PendingWrites(options.Durability)), new ProcessLauncher(paths, accounts, root: null))
    {
    }
}
