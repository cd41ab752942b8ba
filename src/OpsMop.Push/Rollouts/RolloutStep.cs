namespace OpsMop.Push.Rollouts;

/// <summary>
/// Roles that go through the same hosts: those of a block, or neighbours with the same hosts and no batches. In a step each host goes as fast as it can; the next step begins when
/// this one has ended on all its hosts.
/// </summary>
/// <param name="Roles">The roles, in order.</param>
/// <param name="Hosts">The hosts, in the order of the inventory.</param>
/// <param name="Batches">The sizes of the batches; empty for all hosts at once.</param>
/// <param name="MaxFailures">How many hosts of a batch may fail before no further one is begun; <see langword="null"/> for any number.</param>
internal sealed record RolloutStep(IReadOnlyList<RoleEntry> Roles, IReadOnlyList<InventoryHost> Hosts, IReadOnlyList<string> Batches, string? MaxFailures)
{
    /// <summary>Groups the roles of a policy into steps.</summary>
    /// <param name="entries">The roles, in order.</param>
    /// <param name="hostsOf">The hosts that a role runs on.</param>
    public static IReadOnlyList<RolloutStep> Of(IReadOnlyList<RoleEntry> entries, Func<RoleEntry, IReadOnlyList<InventoryHost>> hostsOf)
    {
        var steps = new List<RolloutStep>();
        RoleEntry? last = null;
        foreach (var entry in entries)
        {
            var rollout = entry.Rollout;
            var hosts = hostsOf(entry);

            // Of roles on their own, batches are each one's; who wants to go through them together says so with roles.On(…).
            var belongs = last is not null && rollout.Block == last.Rollout.Block
                && (rollout.Block is not null || (rollout.Batches.Count == 0 && rollout.MaxFailures is null && steps[^1] is { Batches.Count: 0, MaxFailures: null }))
                && hosts.SequenceEqual(steps[^1].Hosts);
            if (belongs)
            {
                steps[^1] = steps[^1] with { Roles = [.. steps[^1].Roles, entry] };
            }
            else
            {
                steps.Add(new RolloutStep([entry], hosts, rollout.Batches, rollout.MaxFailures ?? (rollout.Batches.Count > 0 ? "0" : null)));
            }

            last = entry;
        }

        return steps;
    }
}
