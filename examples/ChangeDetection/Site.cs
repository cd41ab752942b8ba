/// <summary>A site of the server.</summary>
public sealed partial class Site : Role
{
    /// <summary>Where its files are.</summary>
    public AbsolutePath Folder { get; set; }

    /// <summary>The site's title.</summary>
    public string Title { get; set; } = "Welcome";

    /// <summary>Makes the run fail after the change and before the handler.</summary>
    public bool Broken { get; set; }

    public override void Define(Host host)
    {
        host.Directory(Folder).Mode("0755").Parents();
        var server = host.Include<Server>(server => server.Folder = Folder);

        // Both files notify the handler. It runs once, when this role ends.
        var site = host.File(Folder / "site.conf").Content($"title {Title}\n").Mode("0644").Notifies(server.Reload);

        // Runs at its place, and only if the file has changed.
        host.Shell($"wc -c < {Folder / "site.conf"} > {Folder / "site.size"}").WhenChanged(site);

        host.Assert(() => !Broken, "The site is broken. The handler is kept for the next apply.");
    }
}
