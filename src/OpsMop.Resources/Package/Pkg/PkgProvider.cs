namespace OpsMop;

/// <summary>Manages packages with <c>pkg</c>, on FreeBSD and DragonFly.</summary>
[Provider<PackageResource>("pkg", Platforms = ["pkg"], Default = true, Proof = Proof.Recorded)]
public sealed class PkgProvider : Provider<PackageResource>, IBatchProvider<PackageResource>
{
    /// <inheritdoc/>
    public override ValueTask PlanAsync(PackageResource want, Plan plan, CancellationToken cancel) => PlanAsync([new BatchItem<PackageResource>(want, plan)], cancel);

    /// <inheritdoc/>
    public ValueTask PlanAsync(IReadOnlyList<BatchItem<PackageResource>> batch, CancellationToken cancel) =>
        PackagePlanning.PlanAsync(new Pkg(), batch.Select(PackageWish.Of), cancel);
}
