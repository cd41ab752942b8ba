namespace OpsMop;

/// <summary>What the children of a block have in common.</summary>
internal enum BlockKind
{
    /// <summary>They run in order.</summary>
    Sequence,

    /// <summary>They belong to a role; its handlers run when it ends.</summary>
    Role,

    /// <summary>They may run at the same time.</summary>
    Parallel,

    /// <summary>Three sequences: what is tried, what runs if that fails, what runs in any case.</summary>
    Try,

    /// <summary>Files that are checked as a whole before any of them is put in place.</summary>
    Together,
}
