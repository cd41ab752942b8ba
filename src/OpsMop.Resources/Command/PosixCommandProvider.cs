namespace OpsMop;

/// <summary>Runs commands on any POSIX system.</summary>
[Provider<CommandResource>("posix", Default = true, Proof = Proof.RealHost)]
public sealed class PosixCommandProvider : Provider<CommandResource>
{
    /// <inheritdoc/>
    public override ValueTask PlanAsync(CommandResource want, Plan plan, CancellationToken cancel) => CommandPlan.AddAsync(want, plan, cancel);
}
