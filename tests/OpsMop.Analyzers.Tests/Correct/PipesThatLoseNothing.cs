// Pipes whose first commands may fail without harm, or that have thought of it.
public sealed partial class Site : Role
{
    public AbsolutePath Folder { get; set; } = "/srv/app";

    public override void Define(Host host)
    {
        host.Shell($"yes '' | app setup").Creates("/srv/app/conf");
        host.Shell($"printf '%s\\n' one two | app import").Unless($"curl -s http://localhost/names | app compare one two");
        host.Shell($"curl -fsS http://localhost/health | grep -q ok").ChangedWhen(_ => false).Retry(5, every: "1s");
        host.Shell($"find {Folder} -type f | sort | app index").ChangedWhen(outcome => outcome.Output.Contains("new"));
        var dump = host.Shell($"pg_dump app | xz > {Folder / "app.sql.xz"}");
        dump.Creates(Folder / "app.sql.xz");
        dump.Pipefail();
        host.Shell($"tar c {Folder} 2>&1 || app warn | cat").Creates("/srv/warned");
    }
}
