using OpsMop.Push.Plans;

namespace OpsMop.Push.Rollouts;

/// <summary>How a push is made, whatever the policy.</summary>
internal sealed record PushSettings
{
    /// <summary>Whether it is said what would be done, and nothing is changed.</summary>
    public bool IsPlan { get; init; }

    /// <summary>How many hosts are worked on at the same time.</summary>
    public int Forks { get; init; } = PushRequest.UsualForks;

    /// <summary>Where the plan of each host is saved; <see langword="null"/> where it is only told.</summary>
    public HostPlanFolder? SavesPlansTo { get; init; }

    /// <summary>The plans to apply, by host; <see langword="null"/> where the policy is applied.</summary>
    public IReadOnlyDictionary<string, HostPlan>? Plans { get; init; }

    /// <summary>Whether no further host or role is begun after the first failure.</summary>
    public bool FailsFast { get; init; }
}
