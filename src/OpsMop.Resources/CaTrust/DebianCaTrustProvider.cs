namespace OpsMop;

/// <summary>Manages authorities with <c>update-ca-certificates</c>, as Debian has it.</summary>
[Provider<CaTrustResource>("debian", Platforms = ["debian"], Default = true, Proof = Proof.RealHost)]
public sealed class DebianCaTrustProvider : Provider<CaTrustResource>
{
    /// <inheritdoc/>
    public override ValueTask PlanAsync(CaTrustResource want, Plan plan, CancellationToken cancel) => CaStore.Debian.PlanAsync(want, plan, cancel);
}
