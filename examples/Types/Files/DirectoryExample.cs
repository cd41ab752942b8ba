/// <summary>A directory and its metadata, and on demand that of everything below it.</summary>
public sealed partial class DirectoryExample : Role
{
    /// <summary>Where everything is written.</summary>
    public AbsolutePath Folder { get; set; }

    public override void Define(Host host)
    {
        // Parents: what is missing above is made too.
        host.Directory(Folder / "deep/down").Mode("0750").Parents();

        // What directories get and what files get are said apart: nobody wants executable text.
        host.Directory(Folder / "shared").Mode("0755").Recursive().FileMode("0644");

        // What nobody declares goes, but for what is excepted.
        host.Directory(Folder / "conf.d").Mode("0755").Purge().Except("local-*.conf", "cache/**");
        host.File(Folder / "conf.d/site.conf").Content("site\n").Mode("0644");

        // With all that is in it.
        host.Directory(Folder / "outdated").Absent();
    }
}
