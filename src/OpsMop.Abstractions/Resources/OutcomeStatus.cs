namespace OpsMop;

/// <summary>How a resource ended.</summary>
public enum OutcomeStatus
{
    /// <summary>It was as it should be.</summary>
    Unchanged,

    /// <summary>It was changed; in a plan, it would be, or may be.</summary>
    Changed,

    /// <summary>It could not be brought about.</summary>
    Failed,

    /// <summary>A condition, a tag or an earlier failure kept it from its turn.</summary>
    Skipped,

    /// <summary>Planning cannot know: it depends on what an earlier change does.</summary>
    Unknown,
}
