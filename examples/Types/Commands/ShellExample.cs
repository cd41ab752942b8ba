/// <summary>A command line that <c>sh</c> runs: pipes, redirections, variables. Each hole is quoted.</summary>
public sealed partial class ShellExample : Role
{
    /// <summary>Where everything is written.</summary>
    public AbsolutePath Folder { get; set; }

    public override void Define(Host host)
    {
        host.Directory(Folder).Mode("0755").Parents();

        var text = "$(reboot); it's only text";
        host.Shell($"echo {text} | tr a-z A-Z > {Folder / "shouted"}").Creates(Folder / "shouted");

        // What the command reads, and what it finds in its environment.
        host.Shell($"cat - > {Folder / "input"}").Stdin("from the policy\n").Creates(Folder / "input");
        host.Shell($"echo $GREETING > greeting").Environment("GREETING", "hello").Directory(Folder).Creates(Folder / "greeting");

        // Its exit code and its output tell whether it has changed something.
        host.Shell($"grep -q seen {Folder / "seen"} 2>/dev/null || {{ echo seen > {Folder / "seen"}; echo changed; }}")
            .ChangedWhen(outcome => outcome.Output.Contains("changed"));
    }
}
