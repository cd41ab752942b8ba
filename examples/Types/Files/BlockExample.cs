/// <summary>Blocks of lines in a text file, found again by their markers.</summary>
public sealed partial class BlockExample : Role
{
    /// <summary>Where everything is written.</summary>
    public AbsolutePath Folder { get; set; }

    public override void Define(Host host)
    {
        host.Directory(Folder).Mode("0755").Parents();
        var hosts = Folder / "opsmop-hosts";
        host.Block(hosts, "database").Create().Content(
            """
            10.0.0.5  db1
            10.0.0.6  db2
            """);

        // Each block of a file has its name. A new one goes where it is said.
        host.Block(hosts, "loopback").Content("127.0.0.1  localhost\n").AtStart();

        // The markers are comments of the file's own kind.
        host.Block(Folder / "opsmop-page.xml", "menu").Create().Comment("<!--").CommentEnd("-->").Content("<menu/>\n");
    }
}

/// <summary>A block is taken away, with its markers.</summary>
public sealed partial class BlockGoneExample : Role
{
    /// <summary>Where everything was written.</summary>
    public AbsolutePath Folder { get; set; }

    public override void Define(Host host) => host.Block(Folder / "opsmop-hosts", "database").Absent();
}
