namespace OpsMop;

/// <summary>Manages values of JSON files on any POSIX system.</summary>
[Provider<JsonResource>("posix", Default = true, Proof = Proof.RealHost)]
public sealed class PosixJsonProvider : Provider<JsonResource>
{
    /// <inheritdoc/>
    public override ValueTask PlanAsync(JsonResource want, Plan plan, CancellationToken cancel) => DataPlanning.PlanAsync(want, JsonText.Format, plan, cancel);
}
