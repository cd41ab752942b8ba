/// <summary>How much is logged, and where to.</summary>
public sealed partial class Logging : Role
{
    /// <summary>The log file.</summary>
    public AbsolutePath File { get; set; }

    /// <summary>How much is logged.</summary>
    public LogLevel Level { get; set; } = LogLevel.Info;

    /// <summary>The line of the configuration. It has no public setter, so it is no variable.</summary>
    public string Line { get; private set; } = "";

    public override void Define(Host host) => Line = $"log {File} {Level}";
}

/// <summary>How much is logged.</summary>
public enum LogLevel
{
    /// <summary>Only what went wrong.</summary>
    Error,

    /// <summary>Each request.</summary>
    Info,

    /// <summary>Everything.</summary>
    Debug,
}
