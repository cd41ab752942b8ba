namespace OpsMop;

/// <summary>What became of a resource.</summary>
public sealed class Outcome
{
    /// <summary>How it ended.</summary>
    public required OutcomeStatus Status { get; init; }

    /// <summary>Whether something was changed, or in a plan would be.</summary>
    public bool Changed => Status == OutcomeStatus.Changed;

    /// <summary>Whether it failed.</summary>
    public bool Failed => Status == OutcomeStatus.Failed;

    /// <summary>The exit code, where the resource ran a command.</summary>
    public int? ExitCode { get; init; }

    /// <summary>The standard output, where the resource ran a command.</summary>
    public string Output { get; init; } = "";

    /// <summary>The standard error, where the resource ran a command.</summary>
    public string Error { get; init; } = "";

    /// <summary>Why it failed or was skipped, for a person; <see langword="null"/> otherwise.</summary>
    public string? Reason { get; init; }
}
