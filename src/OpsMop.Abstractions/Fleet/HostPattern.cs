using OpsMop.Parsing;

namespace OpsMop;

/// <summary>
/// Which hosts: names and groups, globs (<c>web*</c>, <c>db?</c>, <c>node[a-c]</c>), ranges (<c>web[01:10]</c>), regular expressions (<c>~web\d+</c>), places in a group
/// (<c>web[0]</c>, <c>web[-1]</c>, <c>web[0:2]</c>), sets (<c>@failed</c>) and files (<c>@hosts.txt</c>), joined with <c>:</c> or <c>,</c>; <c>:&amp;</c> keeps only the
/// hosts of the next term, and <c>:!</c> takes them away.
/// </summary>
public readonly struct HostPattern : IDomainValue, IEquatable<HostPattern>
{
    private readonly string? _text;
    private readonly string? _error;
    private readonly IReadOnlyList<HostPatternTerm>? _terms;

    private HostPattern(string text)
    {
        _text = text;
        HostPatternParser.TryParse(text, out _terms, out _error);
    }

    /// <inheritdoc/>
    public bool IsGiven => _text is not null;

    /// <inheritdoc/>
    public string? Error => _error;

    /// <summary>The text as it was given; empty if none was.</summary>
    public string Value => _text ?? "";

    /// <summary>Its terms; empty where it is invalid or not given.</summary>
    internal IReadOnlyList<HostPatternTerm> Terms => _error is null ? _terms ?? [] : [];

    /// <summary>Reads a pattern such as <c>web:&amp;berlin:!web03</c>. Never throws: what is wrong is in <see cref="Error"/>.</summary>
    /// <param name="text">The text; <see langword="null"/> for not given.</param>
    public static implicit operator HostPattern(string? text) => text is null ? default : new(text);

    /// <summary>Whether two values are the same.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    public static bool operator ==(HostPattern left, HostPattern right) => left.Equals(right);

    /// <summary>Whether two values differ.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    public static bool operator !=(HostPattern left, HostPattern right) => !left.Equals(right);

    /// <summary>Reads a pattern such as <c>web:&amp;berlin:!web03</c>.</summary>
    /// <param name="text">The text.</param>
    /// <param name="value">What was read; it carries the error if there is one.</param>
    /// <returns>Whether the text is valid.</returns>
    public static bool TryParse(string text, out HostPattern value)
    {
        value = text;
        return value is { IsGiven: true, Error: null };
    }

    /// <inheritdoc/>
    public bool Equals(HostPattern other) => _text == other._text;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is HostPattern other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _text is null ? 0 : _text.GetHashCode();

    /// <summary>The text as it was given; empty if none was.</summary>
    public override string ToString() => _text ?? "";
}
