namespace OpsMop.Engine.Events;

/// <summary>A push has ended. It is the last event of a push.</summary>
public sealed record PushFinished : RunEvent
{
    /// <summary>How many hosts were as they should be.</summary>
    public required int Ok { get; init; }

    /// <summary>How many were changed; in a plan, would be.</summary>
    public required int Changed { get; init; }

    /// <summary>How many failed.</summary>
    public required int Failed { get; init; }

    /// <summary>How many could not be reached.</summary>
    public required int Unreachable { get; init; }

    /// <summary>How many were not begun.</summary>
    public required int Skipped { get; init; }

    /// <summary>How long it took, in seconds.</summary>
    public required double Seconds { get; init; }

    /// <summary>The argument of <c>--limit</c> with which the same command goes on with what failed or was not reached; empty where all is well.</summary>
    public string Again { get; init; } = "";
}
