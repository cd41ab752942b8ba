namespace OpsMop;

/// <summary>How a provider was shown to work. It stands on the reference page of its type.</summary>
public enum Proof
{
    /// <summary>Nothing is said.</summary>
    Unstated,

    /// <summary>By tests on real hosts, with the real programs.</summary>
    RealHost,

    /// <summary>By recorded sessions: the programs' output was written down and is played back. They were not run.</summary>
    Recorded,
}
