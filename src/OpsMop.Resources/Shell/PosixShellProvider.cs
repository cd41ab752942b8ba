namespace OpsMop;

/// <summary>Runs commands with <c>sh</c> on any POSIX system.</summary>
[Provider<ShellResource>("posix", Default = true, Proof = Proof.RealHost)]
public sealed class PosixShellProvider : Provider<ShellResource>
{
    /// <inheritdoc/>
    public override ValueTask PlanAsync(ShellResource want, Plan plan, CancellationToken cancel) => CommandPlan.AddAsync(want, plan, cancel);
}
