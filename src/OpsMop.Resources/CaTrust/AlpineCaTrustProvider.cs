namespace OpsMop;

/// <summary>Manages authorities with <c>update-ca-certificates</c>, as Alpine has it.</summary>
[Provider<CaTrustResource>("alpine", Platforms = ["alpine"], Default = true, Proof = Proof.Recorded)]
public sealed class AlpineCaTrustProvider : Provider<CaTrustResource>
{
    /// <inheritdoc/>
    public override ValueTask PlanAsync(CaTrustResource want, Plan plan, CancellationToken cancel) => CaStore.Alpine.PlanAsync(want, plan, cancel);
}
