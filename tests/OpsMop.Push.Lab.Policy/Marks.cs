namespace OpsMop.Push.Lab.Policies;

/// <summary>Leaves a line with the name of the host that it is done for, wherever it is done, each time it runs.</summary>
public sealed partial class Marks : Role
{
    /// <summary>What the line says of the host.</summary>
    public string Word { get; set; } = "done";

    public override void Define(Host host) => host.Shell($"echo {Word} {host.Name} $(date +%s.%N) >>/srv/marks");
}
