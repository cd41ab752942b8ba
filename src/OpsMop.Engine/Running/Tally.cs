using OpsMop.Engine.Events;

namespace OpsMop.Engine.Running;

/// <summary>Counts how resources ended, for a role or a run. Resources that run at the same time count together.</summary>
internal sealed class Tally
{
    private readonly int[] _counts = new int[5];
    private readonly long _started = TimeProvider.System.GetTimestamp();
    private int _ignored;

    public int Failed => _counts[(int)OutcomeStatus.Failed];

    public int Changed => _counts[(int)OutcomeStatus.Changed];

    public void Count(OutcomeStatus status, bool ignored)
    {
        if (ignored)
        {
            Interlocked.Increment(ref _ignored);
        }
        else
        {
            Interlocked.Increment(ref _counts[(int)status]);
        }
    }

    public RoleFinished ToRoleFinished(string role) => new()
    {
        Role = role,
        Unchanged = Of(OutcomeStatus.Unchanged),
        Changed = Changed,
        Failed = Failed,
        Skipped = Of(OutcomeStatus.Skipped),
        Unknown = Of(OutcomeStatus.Unknown),
        Seconds = Seconds,
    };

    public RunFinished ToRunFinished(IReadOnlyList<string> pending) => new()
    {
        Unchanged = Of(OutcomeStatus.Unchanged),
        Changed = Changed,
        Failed = Failed,
        Skipped = Of(OutcomeStatus.Skipped),
        Unknown = Of(OutcomeStatus.Unknown),
        Ignored = _ignored,
        Seconds = Seconds,
        PendingHandlers = pending,
    };

    private double Seconds => Math.Round(TimeProvider.System.GetElapsedTime(_started).TotalSeconds, 3);

    private int Of(OutcomeStatus status) => _counts[(int)status];
}
