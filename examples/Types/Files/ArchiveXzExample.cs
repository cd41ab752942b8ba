/// <summary>An archive packed with xz, which the host's own xz unpacks.</summary>
public sealed partial class ArchiveXzExample : Role
{
    /// <summary>Where everything is written.</summary>
    public AbsolutePath Folder { get; set; }

    public override void Define(Host host)
    {
        host.Package("xz-utils");
        host.Directory(Folder).Mode("0755").Parents();
        host.Archive(Folder / "app").Source("files/opsmop-app.tar.xz").Strip(1).Owner("daemon").Group("daemon");
    }
}
