namespace OpsMop;

/// <summary>How the work on a host ended.</summary>
public enum ContactStatus
{
    /// <summary>Everything was as it should be.</summary>
    Ok,

    /// <summary>Something was changed, and nothing failed. In a plan: something would be.</summary>
    Changed,

    /// <summary>A resource failed, or the policy is invalid for the host.</summary>
    Failed,

    /// <summary>The host could not be reached, or the connection to it broke.</summary>
    Unreachable,

    /// <summary>The work on it was not begun: the run ended before its turn, or the policy's code said no.</summary>
    Skipped,
}
