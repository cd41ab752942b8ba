/// <summary>What a role can say about failure and change.</summary>
public sealed partial class Tolerant : Role
{
    /// <summary>Where everything is written.</summary>
    public AbsolutePath Folder { get; set; }

    public override void Define(Host host)
    {
        var (log, tries, ready, data) = (Folder / "log", Folder / "tries", Folder / "ready", Folder / "data");
        host.Directory(Folder).Mode("0755").Parents();
        host.File(log).Content("started\n").Mode("0644");

        // A failure that does no harm: the run goes on, and shows the reason.
        host.Command($"cat {Folder / "nothing-here"}").ChangedWhen(_ => false).IgnoreErrors("an older version may have left nothing");

        // grep ends with 1 where it finds nothing, and it only reads.
        host.Command($"grep ERROR {log}").FailedWhen(outcome => outcome.ExitCode > 1).ChangedWhen(_ => false);

        // It works at the third attempt.
        host.Shell($"echo try >> {tries}; test $(wc -l < {tries}) -ge 3 && touch {ready}").Creates(ready).Retry(5, every: "100ms");

        // It would take a minute, and gets half a second.
        host.Command($"sleep 60").Timeout("500ms").ChangedWhen(_ => false).IgnoreErrors("it shows a timeout");

        // There is nothing to copy from: the file comes from elsewhere.
        host.Try(() => host.Command($"cp {Folder / "primary"} {data}").Creates(data))
            .Rescue(() => host.File(data).Content("from the backup\n").Mode("0644"))
            .Always(() => host.Echo("There is data, wherever it is from."));
    }
}
