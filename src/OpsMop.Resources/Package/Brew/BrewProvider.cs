namespace OpsMop;

/// <summary>Manages formulae with <c>brew</c>, on macOS. It runs as the user that Homebrew belongs to. It knows one version of each formula.</summary>
[Provider<PackageResource>("brew", Platforms = ["brew"], Default = true, Proof = Proof.Recorded)]
public sealed class BrewProvider : Provider<PackageResource>, IBatchProvider<PackageResource>
{
    /// <inheritdoc/>
    public override ValueTask PlanAsync(PackageResource want, Plan plan, CancellationToken cancel) => PlanAsync([new BatchItem<PackageResource>(want, plan)], cancel);

    /// <inheritdoc/>
    public ValueTask PlanAsync(IReadOnlyList<BatchItem<PackageResource>> batch, CancellationToken cancel) =>
        PackagePlanning.PlanAsync(new Brew(), batch.Select(PackageWish.Of), cancel);
}
