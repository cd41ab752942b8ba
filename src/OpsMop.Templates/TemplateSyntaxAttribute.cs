namespace OpsMop;

/// <summary>How templates are read; the names and the defaults are Jinja2's, where nothing else is said. A template's own header line has the last word.</summary>
public abstract class TemplateSyntaxAttribute : Attribute
{
    /// <summary>Whether the line end after a block tag is taken away; Ansible does so. No unless said otherwise.</summary>
    public bool TrimBlocks { get; set; }

    /// <summary>Whether blanks between the beginning of a line and a block tag are taken away. No unless said otherwise.</summary>
    public bool LstripBlocks { get; set; }

    /// <summary>Whether the line end at the end of the template is kept. Yes unless said otherwise, unlike Jinja2: a file ends as its template does.</summary>
    public bool KeepTrailingNewline { get; set; } = true;

    /// <summary>What a line begins with that is a statement, such as <c>#</c>; none unless said otherwise.</summary>
    public string? LineStatementPrefix { get; set; }

    /// <summary>What the rest of a line is a comment after, such as <c>##</c>; none unless said otherwise.</summary>
    public string? LineCommentPrefix { get; set; }

    /// <summary>What begins a statement: <c>{%</c> unless said otherwise.</summary>
    public string BlockStart { get; set; } = "{%";

    /// <summary>What ends a statement: <c>%}</c> unless said otherwise.</summary>
    public string BlockEnd { get; set; } = "%}";

    /// <summary>What begins a value: <c>{{</c> unless said otherwise.</summary>
    public string VariableStart { get; set; } = "{{";

    /// <summary>What ends a value: <c>}}</c> unless said otherwise.</summary>
    public string VariableEnd { get; set; } = "}}";

    /// <summary>What begins a comment: <c>{#</c> unless said otherwise.</summary>
    public string CommentStart { get; set; } = "{#";

    /// <summary>What ends a comment: <c>#}</c> unless said otherwise.</summary>
    public string CommentEnd { get; set; } = "#}";
}
