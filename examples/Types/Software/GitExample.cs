/// <summary>
/// A checkout of a git repository at one version. Its remote is asked what the version means; nothing changes on the host that would lose somebody's work.
/// </summary>
public sealed partial class GitExample : Role
{
    /// <summary>Where the repository is.</summary>
    public string Repository { get; set; } = "https://git.example.com/opsmop-app.git";

    /// <summary>A branch, a tag or a commit.</summary>
    public string Version { get; set; } = "v1.2";

    public override void Define(Host host)
    {
        // An account of its own, which owns the files and runs git.
        host.User("opsmop-git").System().Home("/nonexistent").CreateHome(false);
        host.Git("/srv/opsmop-app").Repository(Repository).Version(Version).Owner("opsmop-git");

        // Only the newest commit of one branch, and what it has as submodules. It is made once and then left alone.
        host.Git("/srv/opsmop-app-tools").Repository(Repository).Version("main").Depth(1).Submodules().Update(false);
    }
}

/// <summary>No checkouts. What is changed there or committed nowhere else would be an error; Force takes it away.</summary>
public sealed partial class GitGoneExample : Role
{
    public override void Define(Host host)
    {
        host.Git("/srv/opsmop-app").Absent();
        host.Git("/srv/opsmop-app-tools").Absent().Force();
        host.User("opsmop-git").Absent();
    }
}
