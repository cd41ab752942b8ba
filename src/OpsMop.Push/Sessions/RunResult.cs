using OpsMop.Engine.Events;

namespace OpsMop.Push.Sessions;

/// <summary>How a run on a host ended.</summary>
internal sealed record RunResult
{
    /// <summary>Its last event; <see langword="null"/> where it could not begin.</summary>
    public RunFinished? Finished { get; init; }

    /// <summary>Whether it was stopped before its end.</summary>
    public bool IsInterrupted { get; init; }

    /// <summary>The first resource that failed; <see langword="null"/> where none did.</summary>
    public ResourceFinished? FirstFailure { get; init; }

    /// <summary>Why it could not begin, or is not known to have ended.</summary>
    public string? Error { get; init; }

    /// <summary>What is wrong with the policy for this host; nothing was touched.</summary>
    public IReadOnlyList<Finding> Findings { get; init; } = [];

    /// <summary>The plan, where it was to be saved; <see langword="null"/> where there is a failure in it.</summary>
    public byte[]? Plan { get; init; }

    /// <summary>Whether nothing is known of it: it was to be resumed, and had never begun.</summary>
    public bool IsUnknown { get; init; }

    /// <summary>Whether the roles of the run did what they should.</summary>
    public bool Succeeded => Error is null && Findings.All(finding => !finding.IsError) && Finished is { Failed: 0 } && !IsInterrupted;
}
