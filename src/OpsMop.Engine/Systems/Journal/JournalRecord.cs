namespace OpsMop.Engine.Systems;

/// <summary>One effect of a run, as it was recorded before it happened. Whether it did happen, the present state tells.</summary>
public sealed record JournalRecord
{
    /// <summary>Its number in the run, from 1.</summary>
    public required int Number { get; init; }

    /// <summary>When it was recorded.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>The resource that made it, such as <c>File[/etc/motd]</c>; empty where none was named.</summary>
    public required string Resource { get; init; }

    /// <summary>Where the policy declares the resource, <c>file:line</c>.</summary>
    public string? Location { get; init; }

    /// <summary>What it does.</summary>
    public required EffectKind Kind { get; init; }

    /// <summary>The path that it is about; for a process, the command line.</summary>
    public required string Path { get; init; }

    /// <summary>What was there; <see langword="null"/> for nothing.</summary>
    public RecordedState? Before { get; init; }

    /// <summary>What is to be there afterwards; <see langword="null"/> for nothing.</summary>
    public RecordedState? After { get; init; }
}
