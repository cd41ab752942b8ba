namespace OpsMop;

/// <summary>A checkout of a git repository: its files are those of one version, and no others of git's.</summary>
/// <remarks>
/// The remote repository is asked what the version means, in plans too, and the commit that it answers is checked out, detached from any branch. Nothing
/// is asked
/// where the version is a whole commit that is checked out already. Files that git does not track stay. Changed files and commits that are nowhere else are an
/// error that names them, unless <c>Force</c> is given. Git runs as the owner of the checkout, and asks nothing: a password or an unknown host key is a
/// failure.
/// </remarks>
[ResourceType("git")]
[OneOf(nameof(Repository), nameof(Absent))]
[InsteadOf("git clone", "git pull", "git checkout")]
public sealed partial class GitResource : Resource
{
    /// <summary>Where the checkout is on the target. The directory above must exist; a new one gets mode 0755.</summary>
    [Key, Claims(Claim.Path)]
    public AbsolutePath Path { get; }

    /// <summary>
    /// The repository as git takes it: <c>https://…</c>, <c>ssh://git@host/x.git</c>, <c>git@host:x.git</c>, <c>file:///srv/x.git</c>. Never with a
    /// password.
    /// </summary>
    [RegularExpression(@"[^\s-]\S*", Explanation = "the address of a git repository, such as https://git.example.com/app.git")]
    public string? Repository { get; }

    /// <summary>
    /// A branch, a tag or a commit in full; the remote's default branch where not given. A name that is both a branch and a tag is written
    /// <c>refs/heads/x</c> or
    /// <c>refs/tags/x</c>. With a branch, each run goes to what is its newest commit by then.
    /// </summary>
    [Pins, RegularExpression(@"[A-Za-z0-9_](?:(?!\.\.|@\{)[A-Za-z0-9._/+@{}#%=~-])*", Explanation = "a branch, a tag or a commit, such as main, v1.2 or 40 hexadecimal digits")]
    [Excludes(nameof(Absent))]
    public string? Version { get; }

    /// <summary>Whether an existing checkout is brought to the version; yes unless <c>Update(false)</c>, with which only a missing one is made.</summary>
    [Excludes(nameof(Absent))]
    public bool? Update { get; }

    /// <summary>How many commits of history are fetched; all where not given. An existing history is not cut.</summary>
    [Range(1, int.MaxValue), Excludes(nameof(Absent))]
    public int? Depth { get; }

    /// <summary>Only the version is fetched, and no other branches and tags.</summary>
    [Excludes(nameof(Absent))]
    public bool SingleBranch { get; }

    /// <summary>The repositories that it refers to as submodules are checked out too, and theirs.</summary>
    [Excludes(nameof(Absent))]
    public bool Submodules { get; }

    /// <summary>
    /// Changes of tracked files and local commits are lost where they are in the way, also of a removal. Untracked files stay, unless a tracked one takes
    /// their place.
    /// </summary>
    public bool Force { get; }

    /// <summary>What the remote repository is called in the checkout; <c>origin</c> where not given.</summary>
    [RegularExpression("[A-Za-z0-9_][A-Za-z0-9._-]*", Explanation = "a name such as origin"), Excludes(nameof(Absent))]
    public string? Remote { get; }

    /// <summary>The file on the target with the private key for ssh, readable by the owner of the checkout. Host keys are checked, and must be known.</summary>
    [Excludes(nameof(Absent))]
    public AbsolutePath SshKey { get; }

    /// <summary>The file on the target with the host keys to check against; ssh's own where not given.</summary>
    [Excludes(nameof(Absent))]
    public AbsolutePath KnownHosts { get; }

    /// <summary>
    /// The owner of everything in the checkout, a login name or a number, as whom git runs. An existing checkout keeps its own where not given.
    /// </summary>
    [FromScope("Owner"), Excludes(nameof(Absent))]
    public string? Owner { get; }

    /// <summary>The group of everything in the checkout, a name or a number. An existing checkout keeps its own where not given.</summary>
    [FromScope("Group"), Excludes(nameof(Absent))]
    public string? Group { get; }

    /// <summary>
    /// The checkout must not exist. It is removed with everything in it, if nothing in it is changed, untracked or committed nowhere else, or with
    /// <c>Force</c>.
    /// </summary>
    [Absence]
    public bool Absent { get; }

    partial void ValidateMore(Validation validation) =>
        AddressFault.Report(validation, nameof(Repository), Repository, "Use an ssh key, or a credential helper of the owner.");
}
