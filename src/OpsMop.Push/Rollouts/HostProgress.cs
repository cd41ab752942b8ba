using System.Diagnostics;
using OpsMop.Engine.Events;
using OpsMop.Push.Plans;
using OpsMop.Push.Sessions;

namespace OpsMop.Push.Rollouts;

/// <summary>How far a host is in a push, and what became of it.</summary>
/// <param name="host">The host.</param>
internal sealed class HostProgress(InventoryHost host)
{
    private long _began;
    private int _unchanged;
    private int _changed;
    private int _failures;
    private int _skipped;
    private int _unknown;
    private ResourceFinished? _failure;
    private IReadOnlyList<string> _pending = [];

    /// <summary>The host.</summary>
    public InventoryHost Host => host;

    /// <summary>Its name.</summary>
    public string Name => host.Name;

    /// <summary>How many steps it is yet to take part in.</summary>
    public int StepsLeft { get; set; }

    /// <summary>Whether anything was begun on it.</summary>
    public bool IsBegun => _began != 0;

    /// <summary>The plans of its runs, where they are to be saved.</summary>
    public List<HostPlanRun> Planned { get; } = [];

    /// <summary>Why it is out of the push; <see langword="null"/> as long as it is not.</summary>
    public string? Error { get; private set; }

    /// <summary>Whether it could not be reached.</summary>
    public bool IsUnreachable { get; private set; }

    /// <summary>Whether it is not to be gone on with: it has failed, could not be reached, or the policy's code did not want it.</summary>
    public bool IsOut { get; private set; }

    /// <summary>Whether a part of the work was not begun, because the push ended before.</summary>
    public bool IsCutShort { get; private set; }

    /// <summary>Whether the end of it has been told.</summary>
    public bool IsTold { get; set; }

    /// <summary>Whether the policy's own hooks are to hear of its end.</summary>
    public bool IsHooked { get; set; }

    /// <summary>How it ended.</summary>
    public ContactStatus Status =>
        IsUnreachable ? ContactStatus.Unreachable
        : Error is not null && !IsCutShort ? ContactStatus.Failed
        : !HasRun ? ContactStatus.Skipped
        : _changed > 0 ? ContactStatus.Changed
        : ContactStatus.Ok;

    /// <summary>Whether another push has to go on with it.</summary>
    public bool IsUnfinished => Error is not null || IsCutShort;

    /// <summary>Notes that the work on it begins.</summary>
    public void Begin() => _began = _began == 0 ? Stopwatch.GetTimestamp() : _began;

    /// <summary>Whether a run was made on it.</summary>
    public bool HasRun { get; private set; }

    /// <summary>Notes how a run ended.</summary>
    /// <param name="result">How.</param>
    public void Add(RunResult result)
    {
        HasRun = true;
        if (result.Finished is { } finished)
        {
            _unchanged += finished.Unchanged;
            _changed += finished.Changed;
            _failures += finished.Failed;
            _skipped += finished.Skipped;
            _unknown += finished.Unknown;
            _pending = [.. _pending, .. finished.PendingHandlers];
        }

        _failure ??= result.FirstFailure;
        if (result.Findings.FirstOrDefault(finding => finding.IsError) is { } wrong)
        {
            Fail(wrong.ToString());
        }
        else if (result.Error is { } error)
        {
            Fail(error);
        }
        else if (_failure is { } failure)
        {
            // The last that a command has said is mostly why.
            var said = failure.Error?.TrimEnd().Split('\n')[^1].Trim();
            var reason = failure.Reason ?? "it failed";
            Fail(string.IsNullOrEmpty(said) ? reason : $"{reason.TrimEnd('.')}: {said}");
        }
        else if (result.IsInterrupted)
        {
            CutShort("it was stopped");
        }
        else if (result.Finished is not { Failed: 0 })
        {
            Fail("a resource failed");
        }
    }

    /// <summary>The host has failed.</summary>
    /// <param name="error">Why.</param>
    public void Fail(string error)
    {
        Error ??= error;
        IsOut = true;
    }

    /// <summary>The host cannot be reached.</summary>
    /// <param name="error">Why.</param>
    public void Lose(string error)
    {
        Fail(error);
        IsUnreachable = true;
    }

    /// <summary>The host is left out by the policy's code.</summary>
    public void LeaveOut() => IsOut = true;

    /// <summary>What is left is not begun.</summary>
    /// <param name="why">Why.</param>
    public void CutShort(string why)
    {
        if (!IsOut)
        {
            IsCutShort = true;
            Error = why;
            IsOut = true;
        }
    }

    /// <summary>The event that tells its end.</summary>
    public HostFinished ToEvent() => new()
    {
        Host = Name,
        Status = Status,
        Unchanged = _unchanged,
        Changed = _changed,
        Failed = _failures,
        Skipped = _skipped,
        Unknown = _unknown,
        Error = Error,
        Resource = _failure?.Resource,
        File = _failure?.File ?? "",
        Line = _failure?.Line ?? 0,
        PendingHandlers = _pending,
        Seconds = _began == 0 ? 0 : Math.Round(Stopwatch.GetElapsedTime(_began).TotalSeconds, 6),
    };
}
