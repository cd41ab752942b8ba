namespace OpsMop.Engine.Events;

/// <summary>A command that <c>exec</c> ran on a host has ended.</summary>
public sealed record CommandFinished : RunEvent
{
    /// <summary>Its exit code.</summary>
    public required int ExitCode { get; init; }

    /// <summary>Its standard output.</summary>
    public string Output { get; init; } = "";

    /// <summary>Its standard error.</summary>
    public string Error { get; init; } = "";

    /// <summary>How long it took, in seconds.</summary>
    public required double Seconds { get; init; }
}
