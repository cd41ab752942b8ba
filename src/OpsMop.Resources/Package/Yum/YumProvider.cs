namespace OpsMop;

/// <summary>Manages packages with <c>yum</c> and <c>rpm</c>, on hosts that have no dnf yet. To hold a package takes yum's plugin versionlock.</summary>
[Provider<PackageResource>("yum", Platforms = ["yum"], Default = true, Proof = Proof.Recorded)]
public sealed class YumProvider : Provider<PackageResource>, IBatchProvider<PackageResource>
{
    /// <inheritdoc/>
    public override ValueTask PlanAsync(PackageResource want, Plan plan, CancellationToken cancel) => PlanAsync([new BatchItem<PackageResource>(want, plan)], cancel);

    /// <inheritdoc/>
    public ValueTask PlanAsync(IReadOnlyList<BatchItem<PackageResource>> batch, CancellationToken cancel) =>
        PackagePlanning.PlanAsync(new Yum(), batch.Select(PackageWish.Of), cancel);
}
