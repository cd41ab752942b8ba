namespace OpsMop.Push.Rollouts;

/// <summary>How a push is made, whatever the policy.</summary>
internal sealed record PushSettings
{
    /// <summary>Whether it is said what would be done, and nothing is changed.</summary>
    public bool IsPlan { get; init; }

    /// <summary>How many hosts are worked on at the same time.</summary>
    public int Forks { get; init; } = PushRequest.UsualForks;

    /// <summary>Whether no further host or role is begun after the first failure.</summary>
    public bool FailsFast { get; init; }
}
