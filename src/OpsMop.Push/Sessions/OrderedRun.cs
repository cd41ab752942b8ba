using System.Globalization;
using OpsMop.Engine;
using OpsMop.Engine.Distribution;
using OpsMop.Engine.Plans;
using OpsMop.Push.Protocol;

namespace OpsMop.Push.Sessions;

/// <summary>Does what an order says: plans, plans for later, applies, or applies a saved plan.</summary>
internal static class OrderedRun
{
    // In an answer it stands as text, four letters for three bytes, beside what else there is to say.
    private const int LargestPlan = (FrameReader.LargestPayload / 4 * 3) - (1 << 20);

    /// <summary>Does it.</summary>
    /// <param name="engine">The policy on the host.</param>
    /// <param name="order">What to do.</param>
    /// <param name="stop">Stops after the running change.</param>
    /// <returns>The plan, where it is to be saved and is whole.</returns>
    public static async Task<byte[]?> RunAsync(PolicyEngine engine, RunOrder order, CancellationToken stop)
    {
        if (order.Verb == RunVerb.Plan && order.SavesPlan)
        {
            var plan = (await engine.SavePlanAsync(stop).ConfigureAwait(false)).Plan?.ToBytes();
            return plan is not { Length: > LargestPlan } ? plan
                : throw new SavedPlanException(string.Create(CultureInfo.InvariantCulture, $"The plan is too large to be sent ({plan.Length >> 20} MiB). Plan a part of it, with --tags."));
        }

        _ = order.Verb == RunVerb.Plan ? await engine.PlanAsync(stop).ConfigureAwait(false)
            : order.SavedPlan.IsEmpty ? await engine.ApplyAsync(stop).ConfigureAwait(false)
            : await engine.ApplyAsync(SavedPlan.Parse(order.SavedPlan), stop).ConfigureAwait(false);
        return null;
    }
}
