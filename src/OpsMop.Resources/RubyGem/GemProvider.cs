namespace OpsMop;

/// <summary>Installs gems with <c>gem</c>.</summary>
[Provider<RubyGemResource>("gem", Default = true, Proof = Proof.RealHost)]
public sealed class GemProvider : Provider<RubyGemResource>, IBatchProvider<RubyGemResource>
{
    /// <inheritdoc/>
    public override ValueTask PlanAsync(RubyGemResource want, Plan plan, CancellationToken cancel) =>
        PlanAsync([new BatchItem<RubyGemResource>(want, plan)], cancel);

    /// <inheritdoc/>
    public async ValueTask PlanAsync(IReadOnlyList<BatchItem<RubyGemResource>> batch, CancellationToken cancel)
    {
        foreach (var folder in batch.GroupBy(item => item.Want.Folder))
        {
            var wishes = folder.Select(item => new PackageWish(item.Want.Gem, item.Plan)
            {
                Version = item.Want.Version,
                Latest = item.Want.Latest,
                Absent = item.Want.Absent,
                File = item.Want.File,
            }).ToList();
            await PackagePlanning.PlanAsync(new RubyGems(folder.Key, wishes), wishes, cancel).ConfigureAwait(false);
        }
    }
}
