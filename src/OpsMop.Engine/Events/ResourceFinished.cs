namespace OpsMop.Engine.Events;

/// <summary>A resource has had its turn.</summary>
public sealed record ResourceFinished : RunEvent
{
    /// <summary>The role it belongs to.</summary>
    public required string Role { get; init; }

    /// <summary>The resource, such as <c>File[/etc/motd]</c>.</summary>
    public required string Resource { get; init; }

    /// <summary>Its title, where the policy gives one.</summary>
    public string? Title { get; init; }

    /// <summary>The policy file that declares it.</summary>
    public string File { get; init; } = "";

    /// <summary>The line that declares it.</summary>
    public int Line { get; init; }

    /// <summary>How it ended.</summary>
    public required OutcomeStatus Status { get; init; }

    /// <summary>Why it failed, was skipped or is unknown; for a failure, what to do about it too.</summary>
    public string? Reason { get; init; }

    /// <summary>Why its failure did not stop the run, in the policy's words; <see langword="null"/> unless it failed so.</summary>
    public string? Ignored { get; init; }

    /// <summary>In a plan: whether it depends on an earlier change whether this one is needed.</summary>
    public bool Maybe { get; init; }

    /// <summary>The handler it belongs to; <see langword="null"/> outside handlers.</summary>
    public string? Handler { get; init; }

    /// <summary>What was changed, or in a plan would be.</summary>
    public IReadOnlyList<ChangeRecord> Changes { get; init; } = [];

    /// <summary>The exit code of its command.</summary>
    public int? ExitCode { get; init; }

    /// <summary>The standard output of its command, where it failed or the run is verbose.</summary>
    public string? Output { get; init; }

    /// <summary>The standard error of its command, where it failed or the run is verbose.</summary>
    public string? Error { get; init; }

    /// <summary>How often it was tried.</summary>
    public int Attempts { get; init; } = 1;

    /// <summary>How long it took, in seconds.</summary>
    public required double Seconds { get; init; }
}
