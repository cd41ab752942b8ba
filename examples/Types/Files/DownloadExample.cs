/// <summary>Files that come from a server, and are kept as the server has them.</summary>
public sealed partial class DownloadExample : Role
{
    /// <summary>Where everything is written.</summary>
    public AbsolutePath Folder { get; set; }

    /// <summary>Where the server is.</summary>
    public string Server { get; set; } = "http://127.0.0.1:4997";

    public override void Define(Host host)
    {
        host.Directory(Folder).Mode("0755").Parents();

        // The checksum says what it must be: nothing is asked of the server when the file is that already.
        host.Download(Folder / "opsmop-1.0.tgz").Url($"{Server}/opsmop-1.0.tgz").Mode("0644")
            .Checksum("2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824");

#pragma warning disable OPM4004 // What follows may be another tomorrow, so that nobody knows a checksum. It comes from a server of our own.
        // Without one, the server is asked whether it has something newer. A server that is busy or breaks off is tried again.
        host.Download(Folder / "opsmop-list.txt").Url($"{Server}/opsmop-list.txt").Owner("root").Group("root").Mode("0640").Retries(5);

        // Fetched once. Headers may be secret; a server to which the address leads does not get them.
        host.Download(Folder / "opsmop-seed").Url($"{Server}/opsmop-seed").Headers("X-Requested-By", "opsmop").Mode("0600").Overwrite(false);
#pragma warning restore OPM4004
    }
}

/// <summary>A file goes with what was remembered of it.</summary>
public sealed partial class DownloadGoneExample : Role
{
    /// <summary>Where everything was written.</summary>
    public AbsolutePath Folder { get; set; }

    public override void Define(Host host) => host.Download(Folder / "opsmop-list.txt").Absent();
}
