using OpsMop.Engine.Events;

namespace OpsMop.Engine.Running;

/// <summary>What one try of a resource came to.</summary>
/// <param name="Outcome">How it ended.</param>
/// <param name="Changes">What was changed, or in a plan would be.</param>
/// <param name="Process">The command that the resource ran last; <see langword="null"/> if it ran none.</param>
internal sealed record Attempt(Outcome Outcome, IReadOnlyList<ChangeRecord> Changes, ProcessResult? Process = null)
{
    /// <summary>As it should be, without a word: the one of which there may be ten thousand.</summary>
    public static Attempt Unchanged { get; } = new(new Outcome(OutcomeStatus.Unchanged), []);

    public int Tries { get; init; } = 1;

    /// <summary>Whether the run ends with it, whatever the policy says of failures: the host is not as a saved plan says.</summary>
    public bool EndsRun { get; init; }

    /// <summary>In a plan: whether it rests on what only the apply can tell.</summary>
    public bool IsOpen { get; init; }

    /// <summary>In a plan: whether it waits for a change that may not be made.</summary>
    public bool MayBePassedOver { get; init; }

    public static Attempt Failed(string reason, IReadOnlyList<ChangeRecord>? changes = null, ProcessResult? process = null) =>
        new(new Outcome(OutcomeStatus.Failed, process, reason), changes ?? [], process);

    public static Attempt Skipped(string reason) => new(new Outcome(OutcomeStatus.Skipped, reason: reason), []);

    public static Attempt Unknown(string reason) => new(new Outcome(OutcomeStatus.Unknown, reason: reason, isForeseen: true), []);
}
