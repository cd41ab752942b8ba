// The same file under a condition and under its contrary, in all the ways to write it.
public sealed partial class Opposite : Role
{
    public bool Draft { get; set; }

    public override void Define(Host host)
    {
        if (Draft)
        {
            host.File("/srv/robots.txt").Content("Disallow: /\n").Mode("0644");
        }
        else
        {
            host.File("/srv/robots.txt").Absent();
        }

        host.File("/srv/a").Content("draft\n").Mode("0644").When(Draft);
        host.File("/srv/a").Content("final\n").Mode("0644").When(!Draft);

        host.When(Draft, () => host.File("/srv/b").Content("draft\n").Mode("0644"));
        host.When(!Draft, () => host.Directory("/srv/b").Mode("0755"));

        host.When(() => host.FileTests.Exists("/srv/mount"), () => host.Link("/srv/c").Target("mount"));
        host.When(() => !host.FileTests.Exists("/srv/mount"), () => host.Directory("/srv/c").Mode("0755"));

        if (host.Platform.Is("debian"))
        {
            host.Package("apache2");
            host.File("/etc/web.conf").Content("apache2\n").Mode("0644");
            return;
        }

        host.Package("httpd");
        host.File("/etc/web.conf").Content("httpd\n").Mode("0644");
    }
}
