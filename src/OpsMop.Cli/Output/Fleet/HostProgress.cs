namespace OpsMop.CommandLine.Output.Fleet;

/// <summary>How far a host is.</summary>
/// <param name="name">Its name.</param>
internal sealed class HostProgress(string name)
{
    /// <summary>Its name.</summary>
    public string Name => name;

    /// <summary>What it is at.</summary>
    public HostStage Stage { get; set; }

    /// <summary>How it ended; counts when it has.</summary>
    public ContactStatus Status { get; set; }

    /// <summary>How many resources have had their turn.</summary>
    public int Done { get; set; }

    /// <summary>How many resources there are, as far as is known.</summary>
    public int Total { get; set; }

    /// <summary>How many were changed, or would be.</summary>
    public int Changed { get; set; }

    /// <summary>What it does now, as the event says it; what it said when it ended.</summary>
    public string Current { get; set; } = "";

    /// <summary>When the work on it began, by the clock of the table; 0 before.</summary>
    public long Started { get; set; }

    /// <summary>How long it took, in seconds; counts when it has ended.</summary>
    public double Seconds { get; set; }
}
