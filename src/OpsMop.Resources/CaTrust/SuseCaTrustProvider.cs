namespace OpsMop;

/// <summary>Manages authorities with <c>update-ca-certificates</c>, as SUSE's distributions have it.</summary>
[Provider<CaTrustResource>("suse", Platforms = ["suse"], Default = true, Proof = Proof.Recorded)]
public sealed class SuseCaTrustProvider : Provider<CaTrustResource>
{
    /// <inheritdoc/>
    public override ValueTask PlanAsync(CaTrustResource want, Plan plan, CancellationToken cancel) => CaStore.Suse.PlanAsync(want, plan, cancel);
}
