namespace OpsMop;

/// <summary>Manages packages with <c>apk</c>, on Alpine Linux. A version that is named, and a hold, stand in <c>/etc/apk/world</c>.</summary>
[Provider<PackageResource>("apk", Platforms = ["apk"], Default = true, Proof = Proof.Recorded)]
public sealed class ApkProvider : Provider<PackageResource>, IBatchProvider<PackageResource>
{
    /// <inheritdoc/>
    public override ValueTask PlanAsync(PackageResource want, Plan plan, CancellationToken cancel) => PlanAsync([new BatchItem<PackageResource>(want, plan)], cancel);

    /// <inheritdoc/>
    public ValueTask PlanAsync(IReadOnlyList<BatchItem<PackageResource>> batch, CancellationToken cancel) =>
        PackagePlanning.PlanAsync(new Apk(), batch.Select(PackageWish.Of), cancel);
}
