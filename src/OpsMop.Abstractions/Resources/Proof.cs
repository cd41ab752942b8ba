namespace OpsMop;

/// <summary>How a provider was shown to work. It stands on the reference page of its type.</summary>
public enum Proof
{
    /// <summary>Nothing is said.</summary>
    Unstated,

    /// <summary>By tests on real hosts, with the real programs.</summary>
    RealHost,

    /// <summary>By sessions that tests play back, with the programs' output as their documentation and sources have it. The programs themselves were not run.</summary>
    Recorded,
}
