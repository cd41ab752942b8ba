/// <summary>A directory with what an archive holds.</summary>
public sealed partial class ArchiveExample : Role
{
    /// <summary>Where everything is written.</summary>
    public AbsolutePath Folder { get; set; }

    public override void Define(Host host)
    {
        host.Directory(Folder).Mode("0755").Parents();

        // An archive that travels with the policy, without the directory that all of it is in: opsmop-app-1.0/bin/app becomes app/bin/app.
        host.Archive(Folder / "app").Source("files/opsmop-app.tar.gz").Strip(1);

        // An archive that is on the host already. What is not needed is left out, and what has a resource of its own is left to that.
        host.File(Folder / "downloaded.tar.gz").Source("files/opsmop-app.tar.gz").Mode("0600");
        host.Archive(Folder / "bare").From(Folder / "downloaded.tar.gz").Strip(1).Except("share", "run").FileMode("0640").DirectoryMode("0750");
        host.Line(Folder / "bare/etc/app.conf", "port = 9090").Create();
    }
}

/// <summary>What was extracted goes, and nothing else.</summary>
public sealed partial class ArchiveGoneExample : Role
{
    /// <summary>Where it was written.</summary>
    public AbsolutePath Folder { get; set; }

    public override void Define(Host host)
    {
        host.Archive(Folder / "app").Absent();
        host.Archive(Folder / "bare").Absent();
        host.File(Folder / "downloaded.tar.gz").Absent();
    }
}
