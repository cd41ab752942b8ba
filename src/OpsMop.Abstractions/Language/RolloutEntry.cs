namespace OpsMop;

/// <summary>What <c>roles.On(…)</c> returns: roles that go through the same hosts together.</summary>
public sealed class RolloutEntry
{
    private readonly IReadOnlyList<RoleEntry> _entries;

    internal RolloutEntry(IReadOnlyList<RoleEntry> entries) => _entries = entries;

    /// <summary>Goes through the hosts in batches: all roles run on one batch before the next begins.</summary>
    /// <param name="batches">The sizes, as counts or percentages of the hosts; the last one repeats: <c>"1", "10%", "100%"</c>.</param>
    public RolloutEntry Serial(params string[] batches) => Change(rollout => rollout with { Batches = batches });

    /// <summary>How many hosts may fail, or be unreachable, before no further host is begun.</summary>
    /// <param name="hosts">A count, or a percentage of the hosts of the batch: <c>"2"</c>, <c>"10%"</c>.</param>
    public RolloutEntry MaxFailures(string hosts) => Change(rollout => rollout with { MaxFailures = hosts });

    private RolloutEntry Change(Func<Rollout, Rollout> change)
    {
        foreach (var entry in _entries)
        {
            entry.Rollout = change(entry.Rollout);
        }

        return this;
    }
}
