namespace OpsMop;

/// <summary>Which hosts: names and groups, with <c>*</c>, ranges, unions, intersections and exclusions.</summary>
public readonly struct HostPattern : IDomainValue
{
    private readonly string? _text;

    private HostPattern(string text) => _text = text;

    /// <inheritdoc/>
    public bool IsGiven => _text is not null;

    /// <inheritdoc/>
    public string? Error => null;

    /// <summary>The text.</summary>
    public string Value => _text ?? "";

    /// <summary>Reads a pattern such as <c>web:&amp;berlin:!web03</c>.</summary>
    /// <param name="text">The text; <see langword="null"/> for not given.</param>
    public static implicit operator HostPattern(string? text) => text is null ? default : new(text);

    /// <inheritdoc/>
    public override string ToString() => Value;
}
