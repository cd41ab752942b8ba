namespace OpsMop;

/// <summary>Manages authorities with <c>update-ca-trust</c>, as Fedora and Red Hat's distributions have it.</summary>
[Provider<CaTrustResource>("fedora", Platforms = ["fedora"], Default = true, Proof = Proof.Recorded)]
public sealed class FedoraCaTrustProvider : Provider<CaTrustResource>
{
    /// <inheritdoc/>
    public override ValueTask PlanAsync(CaTrustResource want, Plan plan, CancellationToken cancel) => CaStore.Fedora.PlanAsync(want, plan, cancel);
}
