using OpsMop.Templates.Syntax;

namespace OpsMop;

/// <summary>How a template is read and rendered. The names are Jinja2's.</summary>
public sealed record TemplateOptions
{
    /// <summary>OpsMop's: as Jinja2's, but a file ends as its template does.</summary>
    public static TemplateOptions Default { get; } = new();

    /// <summary>As Jinja2 has it: the line end at the end of a template is taken away.</summary>
    public static TemplateOptions Jinja2 { get; } = new() { KeepTrailingNewline = false };

    /// <summary>As Ansible's module <c>template</c> has it: the line end after a block is taken away.</summary>
    public static TemplateOptions Ansible { get; } = new() { TrimBlocks = true };

    /// <summary>Whether the line end after a block is taken away.</summary>
    public bool TrimBlocks { get; init; }

    /// <summary>Whether blanks between the beginning of a line and a block are taken away.</summary>
    public bool LstripBlocks { get; init; }

    /// <summary>Whether the line end at the end of the template is kept; it is unless said otherwise.</summary>
    public bool KeepTrailingNewline { get; init; } = true;

    /// <summary>What makes of a line a statement; nothing unless said otherwise.</summary>
    public string? LineStatementPrefix { get; init; }

    /// <summary>What begins a comment up to the end of the line; nothing unless said otherwise.</summary>
    public string? LineCommentPrefix { get; init; }

    /// <summary>What begins a block.</summary>
    public string BlockStart { get; init; } = "{%";

    /// <summary>What ends a block.</summary>
    public string BlockEnd { get; init; } = "%}";

    /// <summary>What begins an expression that is written.</summary>
    public string VariableStart { get; init; } = "{{";

    /// <summary>What ends an expression that is written.</summary>
    public string VariableEnd { get; init; } = "}}";

    /// <summary>What begins a comment.</summary>
    public string CommentStart { get; init; } = "{#";

    /// <summary>What ends a comment.</summary>
    public string CommentEnd { get; init; } = "#}";

    /// <summary>What a rendering may not exceed.</summary>
    public TemplateLimits Limits { get; init; } = TemplateLimits.Default;

    /// <summary>
    /// How included templates are found. Beside the template for one that is loaded from a file; not at all for one that is parsed, unless one is given.
    /// </summary>
    public ITemplateLoader? Loader { get; init; }

    /// <summary>What a parsed template is named in messages; <c>&lt;template&gt;</c> unless said otherwise.</summary>
    public string? Name { get; init; }

    internal SyntaxOptions ToSyntax() => new()
    {
        BlockStart = BlockStart,
        BlockEnd = BlockEnd,
        VariableStart = VariableStart,
        VariableEnd = VariableEnd,
        CommentStart = CommentStart,
        CommentEnd = CommentEnd,
        LineStatementPrefix = LineStatementPrefix,
        LineCommentPrefix = LineCommentPrefix,
        TrimBlocks = TrimBlocks,
        LstripBlocks = LstripBlocks,
        KeepTrailingNewline = KeepTrailingNewline,
    };
}
