namespace OpsMop.CommandLine.Output.Fleet;

/// <summary>What a host is at.</summary>
internal enum HostStage
{
    /// <summary>It is not its turn, for the first time or again.</summary>
    Waiting,

    /// <summary>A connection is being made.</summary>
    Connecting,

    /// <summary>Its agent works.</summary>
    Running,

    /// <summary>The work on it has ended.</summary>
    Ended,
}
