namespace OpsMop.Templates.Syntax;

/// <summary>The tokens of a template, with one ahead.</summary>
internal sealed class TokenStream
{
    private readonly Lexer _lexer;
    private readonly SyntaxOptions _options;
    private Token? _ahead;

    public TokenStream(Lexer lexer, SyntaxOptions options)
    {
        _lexer = lexer;
        _options = options;
        Current = lexer.Next();
    }

    public Token Current { get; private set; }

    /// <summary>What the current token is. Asked where frames must be small, for which a copy of a token is much.</summary>
    public TokenKind Kind => Current.Kind;

    /// <summary>Where the current token stands.</summary>
    public Span Here => Current.Span;

    public bool IsName(string name) => Current.IsName(name);

    /// <summary>Where the last token that was taken stands.</summary>
    public Span Last { get; private set; }

    /// <summary>Takes the current token.</summary>
    public Token Next()
    {
        var token = Current;
        Last = token.Span;
        Current = _ahead ?? _lexer.Next();
        _ahead = null;
        return token;
    }

    /// <summary>The token after the current one.</summary>
    public Token Look() => _ahead ??= _lexer.Next();

    public bool Skip(TokenKind kind)
    {
        if (Current.Kind != kind)
        {
            return false;
        }

        Next();
        return true;
    }

    public bool SkipName(string name)
    {
        if (!Current.IsName(name))
        {
            return false;
        }

        Next();
        return true;
    }

    /// <summary>Takes a token that must be here.</summary>
    /// <param name="kind">What must be here.</param>
    /// <param name="hint">What to say beside that it is not.</param>
    public Token Expect(TokenKind kind, string hint = "") => Current.Kind == kind ? Next() : throw Expected(Describe(kind), hint);

    /// <summary>Takes a token that must be here and has nothing to say.</summary>
    public void Require(TokenKind kind, string hint = "") => Expect(kind, hint);

    /// <summary>Takes the current token, which has nothing to say.</summary>
    public void Advance() => Next();

    /// <summary>Takes a name that must be here.</summary>
    public Token ExpectName(string name) => Current.IsName(name) ? Next() : throw Expected($"'{name}'");

    /// <summary>That something else must be here.</summary>
    public SyntaxFaultException Expected(string what, string hint = "")
    {
        if (hint.Length == 0)
        {
            hint = Hint();
        }

        return Current.Kind == TokenKind.EndOfTemplate
            ? new SyntaxFaultException($"Unexpected end of template, expected {what}.{hint}", Current.Span)
            : new SyntaxFaultException($"Expected {what}, got {Describe(Current)}.{hint}", Current.Span);
    }

    /// <summary>That something cannot begin with this.</summary>
    public SyntaxFaultException Unexpected() => Current.Kind == TokenKind.EndOfTemplate
        ? new SyntaxFaultException("Unexpected end of template, expected an expression.", Current.Span)
        : new SyntaxFaultException($"Expected an expression, got {Describe(Current)}.{Hint()}", Current.Span);

    public string Describe(Token token) => token.Kind switch
    {
        TokenKind.Name => $"'{token.Text}'",
        TokenKind.String => "a string",
        TokenKind.Integer or TokenKind.Float => "a number",
        _ => Describe(token.Kind),
    };

    /// <summary>What a person may have meant who wrote the current token where it is not expected.</summary>
    private string Hint() => Current.Kind switch
    {
        TokenKind.Assign => " Values are compared with '=='.",
        TokenKind.Semicolon => " Statements stand each in a tag of its own.",
        _ => "",
    };

    private string Describe(TokenKind kind) => kind switch
    {
        TokenKind.Data => "text",
        TokenKind.VariableBegin => $"'{_options.VariableStart}'",
        TokenKind.VariableEnd => $"'{_options.VariableEnd}'",
        TokenKind.BlockBegin => $"'{_options.BlockStart}'",
        TokenKind.BlockEnd => _options.LineStatementPrefix is null ? $"'{_options.BlockEnd}'" : $"'{_options.BlockEnd}' or the end of the line statement",
        TokenKind.Name => "a name",
        TokenKind.String => "a string",
        TokenKind.Integer or TokenKind.Float => "a number",
        TokenKind.Add => "'+'",
        TokenKind.Subtract => "'-'",
        TokenKind.Multiply => "'*'",
        TokenKind.Divide => "'/'",
        TokenKind.FloorDivide => "'//'",
        TokenKind.Modulo => "'%'",
        TokenKind.Power => "'**'",
        TokenKind.Tilde => "'~'",
        TokenKind.LeftBracket => "'['",
        TokenKind.RightBracket => "']'",
        TokenKind.LeftParenthesis => "'('",
        TokenKind.RightParenthesis => "')'",
        TokenKind.LeftBrace => "'{'",
        TokenKind.RightBrace => "'}'",
        TokenKind.Equal => "'=='",
        TokenKind.NotEqual => "'!='",
        TokenKind.Less => "'<'",
        TokenKind.LessOrEqual => "'<='",
        TokenKind.Greater => "'>'",
        TokenKind.GreaterOrEqual => "'>='",
        TokenKind.Assign => "'='",
        TokenKind.Dot => "'.'",
        TokenKind.Colon => "':'",
        TokenKind.Pipe => "'|'",
        TokenKind.Comma => "','",
        TokenKind.Semicolon => "';'",
        _ => "the end of the template",
    };
}
