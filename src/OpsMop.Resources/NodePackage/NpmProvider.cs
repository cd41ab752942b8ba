namespace OpsMop;

/// <summary>Installs packages with <c>npm</c>.</summary>
[Provider<NodePackageResource>("npm", Default = true, Proof = Proof.RealHost)]
public sealed class NpmProvider : Provider<NodePackageResource>, IBatchProvider<NodePackageResource>
{
    /// <inheritdoc/>
    public override ValueTask PlanAsync(NodePackageResource want, Plan plan, CancellationToken cancel) =>
        PlanAsync([new BatchItem<NodePackageResource>(want, plan)], cancel);

    /// <inheritdoc/>
    public async ValueTask PlanAsync(IReadOnlyList<BatchItem<NodePackageResource>> batch, CancellationToken cancel)
    {
        foreach (var folder in batch.GroupBy(item => item.Want.Prefix))
        {
            var wishes = folder.Select(item => new PackageWish(item.Want.Package, item.Plan)
            {
                Version = item.Want.Version,
                Latest = item.Want.Latest,
                Absent = item.Want.Absent,
                File = item.Want.File,
            }).ToList();
            await PackagePlanning.PlanAsync(new Npm(folder.Key), wishes, cancel).ConfigureAwait(false);
        }
    }
}
