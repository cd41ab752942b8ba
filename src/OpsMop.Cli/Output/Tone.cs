namespace OpsMop.CommandLine.Output;

/// <summary>What a piece of output is, from which a terminal makes its colour.</summary>
internal enum Tone
{
    /// <summary>Nothing in particular.</summary>
    Plain,

    /// <summary>The name of a role.</summary>
    Heading,

    /// <summary>What is beside the point: places, times.</summary>
    Quiet,

    /// <summary>Something was changed or would be.</summary>
    Changed,

    /// <summary>All is well.</summary>
    Good,

    /// <summary>Something failed.</summary>
    Failed,

    /// <summary>Something cannot be known yet.</summary>
    Unknown,

    /// <summary>A handler.</summary>
    Handler,

    /// <summary>What a resource says.</summary>
    Message,

    /// <summary>A line that a diff adds.</summary>
    Added,

    /// <summary>A line that a diff takes away.</summary>
    Removed,

    /// <summary>Where a diff is.</summary>
    Hunk,
}
