namespace OpsMop;

/// <summary>When supervisor starts a program again that has ended.</summary>
public enum SupervisorRestart
{
    /// <summary>Whenever it ends.</summary>
    Always,

    /// <summary>Only if it ends with another exit code than 0.</summary>
    Unexpected,

    /// <summary>Never.</summary>
    Never,
}
