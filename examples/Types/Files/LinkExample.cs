/// <summary>A symbolic link.</summary>
public sealed partial class LinkExample : Role
{
    /// <summary>Where everything is written.</summary>
    public AbsolutePath Folder { get; set; }

    /// <summary>The version that is current.</summary>
    public string Version { get; set; } = "1.0";

    public override void Define(Host host)
    {
        host.Directory(Folder / Version).Mode("0755").Parents();

        // One that points elsewhere is replaced in one step: nobody finds it missing.
        host.Link(Folder / "current").Target(Version);

        // A file that stands in the way is only replaced on demand. A directory never is.
        host.Link(Folder / "settings").Target("/etc/hostname").Force();

        // The link goes; what it points to stays.
        host.Link(Folder / "outdated").Absent();
    }
}
