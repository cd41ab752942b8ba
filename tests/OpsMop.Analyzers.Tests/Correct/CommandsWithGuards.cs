// Commands that are no worse than resources: guarded, read-only, in handlers, or waiting for a change.
public sealed partial class Guarded : Role
{
    public AbsolutePath Folder { get; set; } = "/srv/app";

    public string Version { get; set; } = "1.0";

    public override void Define(Host host)
    {
        var restart = host.Handler("restart", () => host.Shell($"systemctl --user restart app && echo done > {Folder / "restarted"}"));
        var conf = host.File(Folder / "app.conf").Content("a\n").Mode("0644").Notifies(restart);
        host.Command($"tar -xf {Folder / "app.tar"} -C {Folder}").Creates(Folder / "bin");
        host.Command($"app migrate --to {Version}").Unless($"app is-at {Version}");
        host.Shell($"app list | sort -u > {Folder / "list"}").OnlyIf($"app has-list");
        host.Shell($"test -e {Folder / "ready"} || app prepare").ChangedWhen(outcome => outcome.Output.Contains("prepared"));
        host.Command($"app rebuild").WhenChanged(conf);
        host.Command($"app forget {Version}").Removes(Folder / "old");
        host.Command($"grep -q 'a b' {Folder / "app.conf"}").ChangedWhen(_ => false).FailedWhen(outcome => outcome.ExitCode > 1);
        host.Command($"awk '{{ print $1; exit }}' {Folder / "app.conf"}").ChangedWhen(_ => false);
    }
}
