namespace OpsMop.Templates.Corpus;

/// <summary>One case: templates, and the values that the one named <c>main</c> is rendered with.</summary>
public sealed record CorpusCase
{
    /// <summary>The template that is rendered.</summary>
    public const string Main = "main";

    /// <summary>What the case shows, or the seed that it was made from.</summary>
    public required string Name { get; init; }

    /// <summary>The templates by name.</summary>
    public required IReadOnlyDictionary<string, string> Templates { get; init; }

    /// <summary>The values: a JSON object.</summary>
    public string Values { get; init; } = "{}";

    public bool TrimBlocks { get; init; }

    public bool LstripBlocks { get; init; }

    /// <summary>On, as OpsMop has it; Jinja2 is told so.</summary>
    public bool KeepTrailingNewline { get; init; } = true;

    public string? LineStatementPrefix { get; init; }

    public string? LineCommentPrefix { get; init; }

    /// <summary>Whether Jinja2 renders this and OpsMop refuses it on purpose.</summary>
    public bool Refused { get; init; }

    /// <summary>Whether Jinja2 fails here and OpsMop does not, on purpose.</summary>
    public bool Better { get; init; }

    /// <summary>How many characters the templates have.</summary>
    public int Length => Templates.Values.Sum(static text => text.Length);
}
