namespace OpsMop;

/// <summary>
/// Manages packages with <c>dnf</c> and <c>rpm</c>, on Fedora, Red Hat's systems and what derives from them. To hold a package takes dnf's plugin versionlock.
/// </summary>
[Provider<PackageResource>("dnf", Platforms = ["dnf"], Default = true, Proof = Proof.RealHost)]
public sealed class DnfProvider : Provider<PackageResource>, IBatchProvider<PackageResource>
{
    /// <inheritdoc/>
    public override ValueTask PlanAsync(PackageResource want, Plan plan, CancellationToken cancel) => PlanAsync([new BatchItem<PackageResource>(want, plan)], cancel);

    /// <inheritdoc/>
    public ValueTask PlanAsync(IReadOnlyList<BatchItem<PackageResource>> batch, CancellationToken cancel) =>
        PackagePlanning.PlanAsync(new Dnf(), batch.Select(PackageWish.Of), cancel);
}
