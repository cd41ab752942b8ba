namespace OpsMop;

/// <summary>Manages packages with <c>apt-get</c> and <c>dpkg</c>, on Debian, Ubuntu and what derives from them.</summary>
[Provider<PackageResource>("apt", Platforms = ["apt"], Default = true, Proof = Proof.RealHost)]
public sealed class AptProvider : Provider<PackageResource>, IBatchProvider<PackageResource>
{
    /// <inheritdoc/>
    public override ValueTask PlanAsync(PackageResource want, Plan plan, CancellationToken cancel) => PlanAsync([new BatchItem<PackageResource>(want, plan)], cancel);

    /// <inheritdoc/>
    public async ValueTask PlanAsync(IReadOnlyList<BatchItem<PackageResource>> batch, CancellationToken cancel)
    {
        var planning = new AptPlanning(batch);
        await planning.LookAsync(cancel).ConfigureAwait(false);
        await planning.AddChangesAsync(cancel).ConfigureAwait(false);
    }
}
