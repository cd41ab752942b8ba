namespace OpsMop;

/// <summary>What a policy can say of any resource.</summary>
public sealed class CommonSettings
{
    internal static readonly CommonSettings None = new();

    /// <summary>What people see instead of the resource's own summary.</summary>
    public string? Title { get; internal set; }

    /// <summary>The tags by which <c>--tags</c> selects it.</summary>
    public IReadOnlyList<string> Tags { get; internal set; } = [];

    /// <summary>Conditions that must all hold when its turn comes, or it is skipped.</summary>
    public IReadOnlyList<Func<bool>> Conditions { get; internal set; } = [];

    /// <summary>The user that its commands run as and that its new files belong to.</summary>
    public string? User { get; internal set; }

    /// <summary>Why its failure does not stop the run; <see langword="null"/> if it does.</summary>
    public string? IgnoreErrorsBecause { get; internal set; }

    /// <summary>Decides from the outcome whether it counts as changed.</summary>
    public Func<Outcome, bool>? ChangedWhen { get; internal set; }

    /// <summary>Decides from the outcome whether it failed.</summary>
    public Func<Outcome, bool>? FailedWhen { get; internal set; }

    /// <summary>How often it is tried in all; 1 unless set.</summary>
    public int Attempts { get; internal set; } = 1;

    /// <summary>How long to wait between two tries.</summary>
    public TimeSpan RetryEvery { get; internal set; }

    /// <summary>Decides whether a try was good enough; <see langword="null"/> where not failing is.</summary>
    public Func<Outcome, bool>? RetryUntil { get; internal set; }

    /// <summary>How long one try may take; <see langword="null"/> for no limit.</summary>
    public TimeSpan? Timeout { get; internal set; }

    /// <summary>The type of the provider that the policy chose; <see langword="null"/> where the platform decides.</summary>
    public Type? Provider { get; internal set; }
}
