namespace OpsMop;

/// <summary>What a <see cref="Role"/> and a <see cref="Procedure"/> both know of the host they are for.</summary>
public abstract class HostContext
{
    private readonly HostInfo _info;

    private protected HostContext(HostInfo info) => _info = info;

    /// <summary>The host's name in the inventory; the machine's own name in a local run.</summary>
    public string Name => _info.Name;

    /// <summary>The groups of the inventory that the host is in.</summary>
    public IReadOnlyList<string> Groups => _info.Groups;

    /// <summary>The operating system.</summary>
    public PlatformFacts Platform => _info.Facts.Platform;

    /// <summary>Names and addresses.</summary>
    public NetworkFacts Network => _info.Facts.Network;

    /// <summary>Questions about paths.</summary>
    public FileTests FileTests => _info.Facts.FileTests;

    /// <summary>What the host's own <c>facts.d</c> says.</summary>
    public UserFacts UserFacts => _info.Facts.UserFacts;

    /// <summary>Dice.</summary>
    public ChaosFacts Chaos => _info.Facts.Chaos;

    internal HostInfo Info => _info;

    internal Scope? Scope { get; set; }

    /// <summary>Forgets the facts gathered so far, so that the next reading asks the host anew.</summary>
    public void Invalidate() => _info.Facts.Invalidate();

    /// <summary>Gives the resources declared until it is disposed an owner, a mode and so on, where they do not set their own.</summary>
    /// <param name="owner">The owner of files, directories and links.</param>
    /// <param name="group">The group of files, directories and links.</param>
    /// <param name="mode">The mode of files.</param>
    /// <param name="directoryMode">The mode of directories.</param>
    /// <param name="user">The user that commands run as (see <c>As</c>).</param>
    /// <param name="tags">Tags, added to those of an outer <c>With</c>.</param>
    public IDisposable With(
        string? owner = null, string? group = null, UnixMode mode = default, UnixMode directoryMode = default, string? user = null, IReadOnlyList<string>? tags = null)
    {
        var outer = Scope;
        var basis = outer ?? new Scope();
        Scope = new Scope
        {
            Owner = owner ?? basis.Owner,
            Group = group ?? basis.Group,
            Mode = mode.IsGiven ? mode : basis.Mode,
            DirectoryMode = directoryMode.IsGiven ? directoryMode : basis.DirectoryMode,
            User = user ?? basis.User,
            Tags = tags is null ? basis.Tags : [.. basis.Tags, .. tags],
        };
        return new ScopeEnd(this, outer);
    }

    private sealed class ScopeEnd(HostContext context, Scope? outer) : IDisposable
    {
        public void Dispose() => context.Scope = outer;
    }
}
