namespace OpsMop.Engine.Events;

/// <summary>A run stops before its end because somebody asked for it.</summary>
public sealed record RunInterrupted : RunEvent
{
    /// <summary>The first resource that did not have its turn; empty if all had.</summary>
    public string Before { get; init; } = "";

    /// <summary>The policy file that declares it.</summary>
    public string File { get; init; } = "";

    /// <summary>The line that declares it.</summary>
    public int Line { get; init; }
}
