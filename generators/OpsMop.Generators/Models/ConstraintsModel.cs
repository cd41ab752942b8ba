namespace OpsMop.Generators;

/// <summary>The constraints of one property.</summary>
internal sealed record ConstraintsModel
{
    public static ConstraintsModel None { get; } = new();

    public EquatableArray<string> Excludes { get; init; }

    public EquatableArray<string> Needs { get; init; }

    public EquatableArray<string> Allowed { get; init; }

    /// <summary>The bounds as literals.</summary>
    public (string Minimum, string Maximum)? Range { get; init; }

    public (int Minimum, int Maximum)? Length { get; init; }

    public string? Pattern { get; init; }

    public string? PatternExplanation { get; init; }

    public bool IsUrl { get; init; }

    public bool IsPrinted { get; init; }

    /// <summary>Whether the resource is to be gone where the property is given.</summary>
    public bool IsAbsence { get; init; }

    /// <summary>The property that holds the mode that says who reads this one.</summary>
    public string? ReadableBy { get; init; }

    /// <summary>The member of <c>Claim</c>, as written in code.</summary>
    public string? Claim { get; init; }
}
