public sealed partial class Installer : Role
{
    public override void Define(Host host)
    {
        host.Directory("/var/lib/installer").Mode("0700");
        host.File("/var/lib/installer/app.tar").Url("https://example.org/app.tar").Checksum("9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08").Mode("0600");
        host.Command($"tar -C /opt -xf /var/lib/installer/app.tar").Creates("/opt/app");
        host.Shell($"/opt/app/bin/setup > /var/log/app-setup.log").Creates("/var/lib/installer/setup.done");

        // A name that nobody can know beforehand.
        host.Shell($"d=$(mktemp -d) && /opt/app/bin/report --work \"$d\"; rm -r \"$d\"").ChangedWhen(_ => false);
        host.Shell($"date > /tmp/app.started").As("app").ChangedWhen(_ => false);
    }
}
