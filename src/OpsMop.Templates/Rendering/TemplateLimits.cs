namespace OpsMop;

/// <summary>What the rendering of a template may not exceed: a template that was tampered with must not take the machine with it.</summary>
public sealed record TemplateLimits
{
    /// <summary>The limits that hold where none are given.</summary>
    public static TemplateLimits Default { get; } = new();

    /// <summary>How many characters are rendered at most, and how long a text within may become: 64 Mi unless said otherwise.</summary>
    public int Characters { get; init; } = 64 * 1024 * 1024;

    /// <summary>How deep macros, included templates, blocks and recursive loops may nest: 200 unless said otherwise.</summary>
    public int Depth { get; init; } = 200;

    /// <summary>How many items a range or another sequence that a template makes may have: a million unless said otherwise.</summary>
    public int Items { get; init; } = 1_000_000;
}
