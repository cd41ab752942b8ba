namespace OpsMop.Templates.Syntax;

/// <summary>How a template is read; the names are Jinja2's. Equal where all of it is.</summary>
internal sealed record SyntaxOptions
{
    public static SyntaxOptions Default { get; } = new();

    public string BlockStart { get; init; } = "{%";

    public string BlockEnd { get; init; } = "%}";

    public string VariableStart { get; init; } = "{{";

    public string VariableEnd { get; init; } = "}}";

    public string CommentStart { get; init; } = "{#";

    public string CommentEnd { get; init; } = "#}";

    public string? LineStatementPrefix { get; init; }

    public string? LineCommentPrefix { get; init; }

    public bool TrimBlocks { get; init; }

    public bool LstripBlocks { get; init; }

    /// <summary>On, unlike Jinja2: a file ends as its template does.</summary>
    public bool KeepTrailingNewline { get; init; } = true;
}
