namespace OpsMop;

/// <summary>Knows how to bring about resources of one type. Derive from <see cref="Provider{T}"/>.</summary>
public abstract class Provider
{
    private protected Provider()
    {
    }

    internal abstract bool PlansBatches { get; }

    internal abstract ValueTask PlanResourceAsync(Resource want, Plan plan, CancellationToken cancel);

    internal abstract ValueTask PlanResourcesAsync(IReadOnlyList<(Resource Want, Plan Plan)> items, CancellationToken cancel);
}

/// <summary>Knows how to bring about resources of one type: it looks at the system and adds the changes that are needed.</summary>
/// <typeparam name="T">The type of resource.</typeparam>
/// <remarks>A provider keeps no state between resources: one instance serves a run, and may be asked from several threads.</remarks>
public abstract class Provider<T> : Provider
    where T : Resource
{
    internal sealed override bool PlansBatches => this is IBatchProvider<T>;

    /// <summary>
    /// Reads the system and adds what has to change. It runs in plan and in apply alike and must change nothing itself:
    /// what it adds to the plan is what is done, by construction.
    /// </summary>
    /// <param name="want">The resource.</param>
    /// <param name="plan">Takes the changes.</param>
    /// <param name="cancel">Cancels the planning.</param>
    public abstract ValueTask PlanAsync(T want, Plan plan, CancellationToken cancel);

    internal sealed override ValueTask PlanResourceAsync(Resource want, Plan plan, CancellationToken cancel) => PlanAsync((T)want, plan, cancel);

    internal sealed override ValueTask PlanResourcesAsync(IReadOnlyList<(Resource Want, Plan Plan)> items, CancellationToken cancel)
    {
        var batch = new BatchItem<T>[items.Count];
        for (var i = 0; i < batch.Length; i++)
        {
            batch[i] = new BatchItem<T>((T)items[i].Want, items[i].Plan);
        }

        return ((IBatchProvider<T>)this).PlanAsync(batch, cancel);
    }
}
