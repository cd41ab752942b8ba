namespace OpsMop;

/// <summary>Manages packages with <c>pacman</c>, on Arch Linux and what derives from it. It knows one version of each package, and holds none.</summary>
[Provider<PackageResource>("pacman", Platforms = ["pacman"], Default = true, Proof = Proof.Recorded)]
public sealed class PacmanProvider : Provider<PackageResource>, IBatchProvider<PackageResource>
{
    /// <inheritdoc/>
    public override ValueTask PlanAsync(PackageResource want, Plan plan, CancellationToken cancel) => PlanAsync([new BatchItem<PackageResource>(want, plan)], cancel);

    /// <inheritdoc/>
    public ValueTask PlanAsync(IReadOnlyList<BatchItem<PackageResource>> batch, CancellationToken cancel) =>
        PackagePlanning.PlanAsync(new Pacman(), batch.Select(PackageWish.Of), cancel);
}
