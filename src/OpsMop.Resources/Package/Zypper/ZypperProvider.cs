namespace OpsMop;

/// <summary>Manages packages with <c>zypper</c> and <c>rpm</c>, on openSUSE and SUSE Linux Enterprise.</summary>
[Provider<PackageResource>("zypper", Platforms = ["zypper"], Default = true, Proof = Proof.RealHost)]
public sealed class ZypperProvider : Provider<PackageResource>, IBatchProvider<PackageResource>
{
    /// <inheritdoc/>
    public override ValueTask PlanAsync(PackageResource want, Plan plan, CancellationToken cancel) => PlanAsync([new BatchItem<PackageResource>(want, plan)], cancel);

    /// <inheritdoc/>
    public ValueTask PlanAsync(IReadOnlyList<BatchItem<PackageResource>> batch, CancellationToken cancel) =>
        PackagePlanning.PlanAsync(new Zypper(), batch.Select(PackageWish.Of), cancel);
}
