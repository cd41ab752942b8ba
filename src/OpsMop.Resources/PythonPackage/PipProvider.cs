namespace OpsMop;

/// <summary>Installs packages with <c>pip</c>, and makes virtual environments with <c>python3 -m venv</c>.</summary>
[Provider<PythonPackageResource>("pip", Default = true, Proof = Proof.RealHost)]
public sealed class PipProvider : Provider<PythonPackageResource>, IBatchProvider<PythonPackageResource>
{
    /// <inheritdoc/>
    public override ValueTask PlanAsync(PythonPackageResource want, Plan plan, CancellationToken cancel) =>
        PlanAsync([new BatchItem<PythonPackageResource>(want, plan)], cancel);

    /// <inheritdoc/>
    public async ValueTask PlanAsync(IReadOnlyList<BatchItem<PythonPackageResource>> batch, CancellationToken cancel)
    {
        foreach (var folder in batch.GroupBy(item => item.Want.Environment))
        {
            var wishes = folder.Select(item => new PackageWish(item.Want.Package, item.Plan)
            {
                Version = item.Want.Version,
                Latest = item.Want.Latest,
                Absent = item.Want.Absent,
                File = item.Want.File,
            }).ToList();
            await PackagePlanning.PlanAsync(new Pip(folder.Key), wishes, cancel).ConfigureAwait(false);
        }
    }
}
