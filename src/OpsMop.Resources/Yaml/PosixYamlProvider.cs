namespace OpsMop;

/// <summary>Manages values of YAML files on any POSIX system.</summary>
[Provider<YamlResource>("posix", Default = true, Proof = Proof.RealHost)]
public sealed class PosixYamlProvider : Provider<YamlResource>
{
    /// <inheritdoc/>
    public override ValueTask PlanAsync(YamlResource want, Plan plan, CancellationToken cancel) => DataPlanning.PlanAsync(want, YamlText.Format, plan, cancel);
}
