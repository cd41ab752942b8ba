namespace OpsMop.Templates.Syntax;

/// <summary>A part of a parsed template. Nodes are never changed once the parser has made them.</summary>
/// <param name="span">Where it stands in the template's text.</param>
internal abstract class Node(Span span)
{
    /// <summary>Where it stands in the template's text.</summary>
    public Span Span { get; } = span;
}

/// <summary>A part of a template's text, in UTF-16 characters from its beginning.</summary>
/// <param name="start">The first character.</param>
/// <param name="length">How many there are.</param>
internal readonly struct Span(int start, int length)
{
    public int Start { get; } = start;

    public int Length { get; } = length;

    public int End => Start + Length;

    /// <summary>From the beginning of one part to the end of a later one.</summary>
    public static Span Between(Span first, Span last) => new(first.Start, Math.Max(last.End, first.End) - first.Start);
}
