/// <summary>A repository of packages with the key that signs it. A package that it has can be installed in the same run.</summary>
public sealed partial class RepositoryExample : Role
{
    /// <summary>Where it is.</summary>
    public string Uri { get; set; } = "https://packages.example.com/debian";

    /// <summary>The public key that signs it. A file of the project is given with KeySource, an address with KeyUrl and KeyChecksum.</summary>
    public string Key { get; set; } = "-----BEGIN PGP PUBLIC KEY BLOCK-----\n\n…\n-----END PGP PUBLIC KEY BLOCK-----\n";

    public override void Define(Host host)
    {
        host.Repository("opsmop-packages").Uris(Uri).Suites("./").Key(Key).Priority(600);

        // The sources have changed, so that the lists are fetched first.
        host.Package("opsmop-packaged").UpdateCache("1d");
    }
}

/// <summary>No such repository; its key goes too. What was installed from it goes only where that is said.</summary>
public sealed partial class RepositoryGoneExample : Role
{
    public override void Define(Host host)
    {
        host.Package("opsmop-packaged").Absent().Purge();
        host.Repository("opsmop-packages").Absent();
    }
}
