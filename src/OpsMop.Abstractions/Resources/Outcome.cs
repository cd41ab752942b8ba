namespace OpsMop;

/// <summary>What became of a resource.</summary>
public sealed class Outcome
{
    private readonly ProcessResult? _process;

    internal Outcome(OutcomeStatus status, ProcessResult? process = null, string? reason = null, bool maybe = false, bool isForeseen = false)
    {
        Status = status;
        Reason = reason;
        Maybe = maybe;
        IsForeseen = isForeseen;
        _process = process;
    }

    /// <summary>How it ended.</summary>
    public OutcomeStatus Status { get; }

    /// <summary>Whether something was changed, or in a plan would be.</summary>
    public bool Changed => Status == OutcomeStatus.Changed;

    /// <summary>Whether it failed.</summary>
    public bool Failed => Status == OutcomeStatus.Failed;

    /// <summary>In a plan: whether it depends on an earlier change whether this one is needed.</summary>
    public bool Maybe { get; }

    /// <summary>Why it failed or was skipped, for a person; <see langword="null"/> otherwise.</summary>
    public string? Reason { get; }

    /// <summary>The exit code, where the resource ran a command.</summary>
    /// <exception cref="UnknownValueException">This is a plan, and only running the command can tell. A procedure's plan ends here.</exception>
    public int? ExitCode => Process?.ExitCode;

    /// <summary>The standard output, where the resource ran a command.</summary>
    /// <exception cref="UnknownValueException">This is a plan, and only running the command can tell. A procedure's plan ends here.</exception>
    public string Output => Process?.Output ?? "";

    /// <summary>The standard error, where the resource ran a command.</summary>
    /// <exception cref="UnknownValueException">This is a plan, and only running the command can tell. A procedure's plan ends here.</exception>
    public string Error => Process?.Error ?? "";

    /// <summary>Whether a command that would give output has not been run, because this is a plan.</summary>
    internal bool IsForeseen { get; }

    internal ProcessResult? Process => IsForeseen ? throw new UnknownValueException("the command's result", "the command") : _process;
}
