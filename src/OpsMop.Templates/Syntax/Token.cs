namespace OpsMop.Templates.Syntax;

/// <summary>A word of a template.</summary>
/// <param name="kind">What it is.</param>
/// <param name="span">Where it stands in the text as it was given.</param>
/// <param name="value">Of data, strings and names the text, of numbers the number.</param>
internal readonly struct Token(TokenKind kind, Span span, object? value = null)
{
    public TokenKind Kind { get; } = kind;

    public Span Span { get; } = span;

    public object? Value { get; } = value;

    /// <summary>The text of data, of a string or of a name.</summary>
    public string Text => (string)Value!;

    public bool IsName(string name) => Kind == TokenKind.Name && (string)Value! == name;
}
