using System.Collections.Immutable;
using OpsMop.Parsing;

namespace OpsMop.Templates.Syntax;

/// <summary>Parses text and tags.</summary>
internal sealed class StatementParser(TokenStream stream, SourceLines source, SyntaxOptions options)
{
    private static readonly string[] Tags =
    [
        "for", "if", "block", "extends", "print", "macro", "include", "from", "import", "set", "with", "call", "filter", "do", "break", "continue", "raw",
    ];

    private readonly ExpressionParser _expressions = new(stream, source);

    /// <summary>The tags that are open, the innermost last.</summary>
    private readonly List<(string Name, Span Span)> _open = [];

    /// <summary>What may close or continue the tags that are open.</summary>
    private readonly List<string[]> _ends = [];

    private readonly Dictionary<string, Span> _blocks = new(StringComparer.Ordinal);

    /// <summary>Where the last tag begins.</summary>
    private Span _tag;

    private int _nesting;

    /// <summary>How many loops are around, whatever is between.</summary>
    private int _loops;

    /// <summary>Whether <c>break</c> and <c>continue</c> have a loop to act on: a macro's body is not its loop's.</summary>
    private bool _inLoop;

    /// <summary>Whether nothing but <c>if</c> is around.</summary>
    private bool _isTopLevel = true;

    public ImmutableArray<Statement> ParseTemplate() => ParseBody([]);

    /// <summary>Parses text and tags up to a tag that ends them, whose name is the current token then, or up to the end of the template.</summary>
    private ImmutableArray<Statement> ParseBody(string[] ends)
    {
        var body = ImmutableArray.CreateBuilder<Statement>();
        while (stream.Kind != TokenKind.EndOfTemplate)
        {
            if (stream.Kind == TokenKind.Data)
            {
                body.Add(ParseText());
            }
            else if (stream.Kind == TokenKind.VariableBegin)
            {
                body.Add(ParseVariable());
            }
            else
            {
                _tag = stream.Here;
                stream.Advance();
                if (IsEnd(ends))
                {
                    break;
                }

                ParseTag(body);
            }
        }

        return body.ToImmutable();
    }

    private bool IsEnd(string[] ends) => stream.Kind == TokenKind.Name && Array.IndexOf(ends, stream.Current.Text) >= 0;

    private TextData ParseText()
    {
        var token = stream.Next();
        return new TextData(token.Text, token.Span);
    }

    private Print ParseVariable()
    {
        var start = stream.Here;
        stream.Advance();
        var value = _expressions.ParseTuple();
        stream.Require(TokenKind.VariableEnd);
        return new Print(value, From(start));
    }

    /// <summary>Parses the body of a tag, from the end of the tag to the name of the one that ends the body.</summary>
    private ImmutableArray<Statement> ParseBodyOf(params string[] ends)
    {
        // As in Python, a tag may end with a colon.
        stream.Skip(TokenKind.Colon);
        stream.Require(TokenKind.BlockEnd);
        Nest();
        _ends.Add(ends);
        var body = ParseBody(ends);
        if (stream.Kind == TokenKind.EndOfTemplate)
        {
            throw new SyntaxFaultException("Unexpected end of template." + WhatIsOpen(), stream.Here);
        }

        _ends.RemoveAt(_ends.Count - 1);
        _nesting--;
        return body;
    }

    /// <summary>The same, for a body that is no part of the template's top level.</summary>
    private ImmutableArray<Statement> ParseInnerBodyOf(bool inLoop, params string[] ends)
    {
        bool outerInLoop = _inLoop;
        bool outerIsTopLevel = _isTopLevel;
        _inLoop = inLoop;
        _isTopLevel = false;
        var body = ParseBodyOf(ends);
        _inLoop = outerInLoop;
        _isTopLevel = outerIsTopLevel;
        return body;
    }

    private void Nest()
    {
        if (++_nesting > SyntaxLimits.StatementNesting)
        {
            throw new SyntaxFaultException(
                $"Tags are nested too deeply: more than {SyntaxLimits.StatementNesting} are inside each other "
                    + "('elif' counts, as an 'if' in the one before).",
                _tag);
        }
    }

    private Span From(Span start) => Span.Between(start, stream.Last);

    /// <summary>Takes the end of a tag; where all of it stands.</summary>
    private Span Close(Span start)
    {
        stream.Require(TokenKind.BlockEnd);
        return From(start);
    }

    /// <summary>Takes the name of a tag that ends a body, and its end.</summary>
    private Span CloseBody(Span start)
    {
        stream.Advance();
        return Close(start);
    }

    private void ParseTag(ImmutableArray<Statement>.Builder body)
    {
        var start = _tag;
        string name = TagName();
        _open.Add((name, start));
        if (name == "print")
        {
            ParsePrint(start, body);
        }
        else
        {
            body.Add(ParseStatement(name, start));
        }

        _open.RemoveAt(_open.Count - 1);
    }

    private string TagName() => stream.Kind == TokenKind.Name ? stream.Current.Text : throw stream.Expected("the name of a tag");

    private Statement ParseStatement(string name, Span start) => name switch
    {
        "for" => ParseFor(start),
        "if" => ParseIf(start),
        "set" => ParseSet(start),
        "block" => ParseBlock(start),
        "extends" => ParseExtends(start),
        "include" => ParseInclude(start),
        "import" => ParseImport(start),
        "from" => ParseFromImport(start),
        "macro" => ParseMacro(start),
        "call" => ParseCallBlock(start),
        "filter" => ParseFilterBlock(start),
        "with" => ParseWith(start),
        "do" => ParseDo(start),
        "break" => ParseBreak(start),
        "continue" => ParseContinue(start),
        _ => throw UnknownTag(),
    };

    private Do ParseDo(Span start)
    {
        stream.Advance();
        var value = _expressions.ParseTuple();
        return new Do(value, Close(start));
    }

    private Break ParseBreak(Span start)
    {
        RequireLoop();
        return new Break(Close(start));
    }

    private Continue ParseContinue(Span start)
    {
        RequireLoop();
        return new Continue(Close(start));
    }

    private void RequireLoop()
    {
        var name = stream.Next();
        if (!_inLoop)
        {
            throw new SyntaxFaultException($"'{name.Text}' outside loop: no 'for' is around it in the same macro, call or block.", name.Span);
        }
    }

    private For ParseFor(Span start)
    {
        stream.Advance();
        _loops++;
        var target = ParseTarget();
        RequireNoLoopName(target);
        stream.ExpectName("in");
        var items = _expressions.ParseTuple(withConditional: false);
        var condition = stream.SkipName("if") ? _expressions.ParseExpression() : null;
        bool recursive = stream.SkipName("recursive");
        var body = ParseInnerBodyOf(true, "endfor", "else");
        var otherwise = ImmutableArray<Statement>.Empty;
        if (stream.IsName("else"))
        {
            // What is in a loop's 'else' is not in the loop; and a recursive loop has its own function around both.
            stream.Advance();
            otherwise = ParseInnerBodyOf(_inLoop && !recursive, "endfor");
        }

        _loops--;
        return new For(target, items, condition, recursive, body, otherwise, CloseBody(start));
    }

    private If ParseIf(Span start)
    {
        var branches = new List<(Expression Condition, ImmutableArray<Statement> Then, Span Start)>();
        do
        {
            var branch = branches.Count == 0 ? start : _tag;
            stream.Advance();
            if (branches.Count > 0)
            {
                Nest();
            }

            var condition = _expressions.ParseTuple(withConditional: false);
            branches.Add((condition, ParseBodyOf("elif", "else", "endif"), branch));
        }
        while (stream.IsName("elif"));

        var otherwise = ImmutableArray<Statement>.Empty;
        if (stream.SkipName("else"))
        {
            if (stream.IsName("if"))
            {
                throw stream.Expected($"'{options.BlockEnd}'", " Write 'elif' for 'else if'.");
            }

            otherwise = ParseBodyOf("endif");
        }

        var span = CloseBody(start);
        _nesting -= branches.Count - 1;
        for (int i = branches.Count - 1; i > 0; i--)
        {
            otherwise = ImmutableArray.Create<Statement>(new If(branches[i].Condition, branches[i].Then, otherwise, From(branches[i].Start)));
        }

        return new If(branches[0].Condition, branches[0].Then, otherwise, span);
    }

    private Statement ParseSet(Span start)
    {
        stream.Advance();
        Expression target;
        if (stream.Look().Kind == TokenKind.Dot)
        {
            var name = stream.Expect(TokenKind.Name);
            stream.Advance();
            var attribute = stream.Expect(TokenKind.Name);
            target = new NamespaceReference(new Name(name.Text, name.Span), attribute.Text, From(name.Span));
        }
        else
        {
            target = ParseTarget();
        }

        if (_loops > 0)
        {
            RequireNoLoopName(target);
        }

        if (stream.Skip(TokenKind.Assign))
        {
            var value = _expressions.ParseTuple();
            return new Set(target, value, Close(start));
        }

        if (target is NamespaceReference && stream.Kind is TokenKind.Dot or TokenKind.LeftBracket)
        {
            throw stream.Expected("'='", " Only an attribute of a namespace can be set, as in 'set ns.found = true'.");
        }

        var filter = _expressions.ParseFilters(null);
        if (filter is null && stream.Kind is not (TokenKind.BlockEnd or TokenKind.Colon))
        {
            string hint = stream.Kind == TokenKind.LeftBracket ? " An item of a list or of a dictionary cannot be set." : "";
            throw stream.Expected($"'=', '|' or '{options.BlockEnd}'", hint);
        }

        var body = ParseInnerBodyOf(_inLoop, "endset");
        return new SetBlock(target, filter, body, CloseBody(start));
    }

    private void ParsePrint(Span start, ImmutableArray<Statement>.Builder body)
    {
        stream.Advance();
        var values = new List<Expression>();
        while (stream.Kind != TokenKind.BlockEnd)
        {
            if (values.Count > 0)
            {
                stream.Require(TokenKind.Comma);
            }

            values.Add(_expressions.ParseExpression());
        }

        var span = Close(start);
        body.AddRange(values.Select(v => new Print(v, span)));
    }

    private Block ParseBlock(Span start)
    {
        stream.Advance();
        var name = stream.Expect(TokenKind.Name);
        if (_blocks.TryGetValue(name.Text, out var first))
        {
            throw new SyntaxFaultException($"Block '{name.Text}' defined twice: it is at line {source.PositionOf(first.Start).Line} already.", name.Span);
        }

        _blocks.Add(name.Text, name.Span);
        bool scoped = stream.SkipName("scoped");
        bool required = stream.SkipName("required");
        if (stream.Kind == TokenKind.Subtract)
        {
            throw new SyntaxFaultException(
                "Block names in Jinja have to be valid Python identifiers and may not contain hyphens, use an underscore instead.", stream.Here);
        }

        var body = ParseInnerBodyOf(false, "endblock");
        if (required && body.FirstOrDefault(static s => s is not TextData text || !text.Text.All(PythonText.IsSpace)) is { } wrong)
        {
            throw new SyntaxFaultException("Required blocks can only contain comments or whitespace.", wrong.Span);
        }

        stream.Advance();
        if (stream.Kind == TokenKind.Name && !stream.SkipName(name.Text))
        {
            throw stream.Expected($"'{name.Text}' or '{options.BlockEnd}'", " The name after 'endblock' is that of the block that it ends.");
        }

        return new Block(name.Text, name.Span, scoped, required, body, Close(start));
    }

    private Extends ParseExtends(Span start)
    {
        var name = stream.Next();
        if (!_isTopLevel)
        {
            throw new SyntaxFaultException("Cannot use extends from a non top-level scope: only 'if' may be around it.", name.Span);
        }

        var template = _expressions.ParseExpression();
        return new Extends(template, Close(start));
    }

    private Include ParseInclude(Span start)
    {
        stream.Advance();
        var template = _expressions.ParseExpression();
        bool ignoreMissing = stream.IsName("ignore") && stream.Look().IsName("missing");
        if (ignoreMissing)
        {
            stream.Advance();
            stream.Advance();
        }

        bool withContext = ParseContext() ?? true;
        return new Include(template, ignoreMissing, withContext, Close(start));
    }

    private Import ParseImport(Span start)
    {
        stream.Advance();
        var template = _expressions.ParseExpression();
        stream.ExpectName("as");
        var target = ParseName();
        bool withContext = ParseContext() ?? false;
        return new Import(template, target, withContext, Close(start));
    }

    /// <summary><c>with context</c> or <c>without context</c>; null if neither is here.</summary>
    private bool? ParseContext()
    {
        if ((!stream.IsName("with") && !stream.IsName("without")) || !stream.Look().IsName("context"))
        {
            return null;
        }

        bool with = stream.Next().IsName("with");
        stream.Advance();
        return with;
    }

    private FromImport ParseFromImport(Span start)
    {
        stream.Advance();
        var template = _expressions.ParseExpression();
        stream.ExpectName("import");
        var names = ImmutableArray.CreateBuilder<ImportedName>();
        bool? withContext = null;
        do
        {
            withContext = ParseContext();
            if (withContext is not null)
            {
                break;
            }

            var name = ParseName();
            if (name.Identifier[0] == '_')
            {
                throw new SyntaxFaultException($"Names starting with an underline can not be imported: '{name.Identifier}'.", name.Span);
            }

            names.Add(new ImportedName(name, stream.SkipName("as") ? ParseName() : name));
            withContext = ParseContext();
        }
        while (withContext is null && stream.Skip(TokenKind.Comma));

        return new FromImport(template, names.ToImmutable(), withContext ?? false, Close(start));
    }

    private Macro ParseMacro(Span start)
    {
        stream.Advance();
        var name = ParseName();
        var parameters = ParseParameters();
        var body = ParseInnerBodyOf(false, "endmacro");
        return new Macro(name, parameters, body, CloseBody(start));
    }

    private CallBlock ParseCallBlock(Span start)
    {
        stream.Advance();
        var parameters = stream.Kind == TokenKind.LeftParenthesis ? ParseParameters() : ImmutableArray<Parameter>.Empty;
        if (_expressions.ParseExpression() is var expression && expression is not Call)
        {
            throw new SyntaxFaultException("Expected a call of a macro, as in 'call name()'.", expression.Span);
        }

        var body = ParseInnerBodyOf(false, "endcall");
        return new CallBlock((Call)expression, parameters, body, CloseBody(start));
    }

    private ImmutableArray<Parameter> ParseParameters()
    {
        stream.Require(TokenKind.LeftParenthesis);
        var parameters = ImmutableArray.CreateBuilder<Parameter>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        while (stream.Kind != TokenKind.RightParenthesis)
        {
            if (parameters.Count > 0)
            {
                stream.Require(TokenKind.Comma);
            }

            var name = ParseName();
            if (!names.Add(name.Identifier))
            {
                throw new SyntaxFaultException($"Duplicate parameter '{name.Identifier}'.", name.Span);
            }

            var value = stream.Skip(TokenKind.Assign) ? _expressions.ParseExpression() : null;
            if (value is null && name.Identifier == "caller")
            {
                throw new SyntaxFaultException("The special 'caller' parameter must be omitted or be given a default.", name.Span);
            }

            if (value is null && parameters.Count > 0 && parameters[parameters.Count - 1].Default is not null)
            {
                throw new SyntaxFaultException(
                    $"Non-default argument follows default argument: '{name.Identifier}' needs a default too, or a place before.", name.Span);
            }

            parameters.Add(new Parameter(name, value));
        }

        stream.Advance();
        return parameters.ToImmutable();
    }

    private FilterBlock ParseFilterBlock(Span start)
    {
        stream.Advance();
        var filter = _expressions.ParseFilters(null, first: true)!;
        var body = ParseInnerBodyOf(_inLoop, "endfilter");
        return new FilterBlock(filter, body, CloseBody(start));
    }

    private With ParseWith(Span start)
    {
        stream.Advance();
        var items = ImmutableArray.CreateBuilder<(Expression Target, Expression Value)>();
        while (stream.Kind != TokenKind.BlockEnd)
        {
            if (items.Count > 0)
            {
                stream.Require(TokenKind.Comma);
            }

            var target = ParseTarget();
            stream.Require(TokenKind.Assign);
            items.Add((target, _expressions.ParseExpression()));
        }

        var body = ParseInnerBodyOf(_inLoop, "endwith");
        return new With(items.ToImmutable(), body, CloseBody(start));
    }

    /// <summary>A name that is set, and no constant.</summary>
    private Name ParseName()
    {
        var token = stream.Expect(TokenKind.Name);
        return token.Text is "true" or "True" or "false" or "False" or "none" or "None"
            ? throw new SyntaxFaultException($"Can't assign to the constant '{token.Text}'.", token.Span)
            : new Name(token.Text, token.Span);
    }

    /// <summary>A name that is set, or a tuple of names.</summary>
    private Expression ParseTarget()
    {
        var target = _expressions.ParseTuple(simple: true);
        RequireTarget(target);
        return target;
    }

    private static void RequireTarget(Expression target)
    {
        switch (target)
        {
            case Name:
                break;
            case TupleExpression tuple:
                foreach (var item in tuple.Items)
                {
                    RequireTarget(item);
                }

                break;
            default:
                string what = target switch
                {
                    Literal => "a constant",
                    ListExpression => "a list",
                    DictionaryExpression => "a dictionary",
                    _ => "an expression",
                };
                throw new SyntaxFaultException($"Can't assign to {what}. What is set is a name, or several with commas between them.", target.Span);
        }
    }

    private static void RequireNoLoopName(Expression target)
    {
        switch (target)
        {
            case Name { Identifier: "loop" }:
                throw new SyntaxFaultException("Can't assign to special loop variable in for-loop: 'loop' is the loop's own.", target.Span);
            case TupleExpression tuple:
                foreach (var item in tuple.Items)
                {
                    RequireNoLoopName(item);
                }

                break;
        }
    }

    private SyntaxFaultException UnknownTag()
    {
        var name = stream.Current;
        _open.RemoveAt(_open.Count - 1);
        string hint = name.Text switch
        {
            "autoescape" or "endautoescape" =>
                "The tag 'autoescape' is not supported: what a template makes is text, not HTML. Use the filter 'e' on what needs escapes.",
            "trans" or "pluralize" or "endtrans" => $"The tag '{name.Text}' is not supported: templates are not translated. Write the text itself.",
            "debug" => "The tag 'debug' is not supported.",
            _ => "",
        };
        return new SyntaxFaultException(
            hint.Length > 0 ? hint : $"Encountered unknown tag '{name.Text}'.{MeantTag(name.Text)}{WhatIsOpen(name.Text)}", name.Span);
    }

    private string MeantTag(string name)
    {
        var looked = _ends.Count > 0 ? _ends[_ends.Count - 1] : [];
        if (_ends.Any(e => Array.IndexOf(e, name) >= 0))
        {
            return "";
        }

        return name switch
        {
            "raw" => $" Raw text is in '{options.BlockStart} raw {options.BlockEnd}' and '{options.BlockStart} endraw {options.BlockEnd}'.",
            "elseif" or "elsif" when looked.Length > 2 => " Did you mean 'elif'?",
            "foreach" => " Did you mean 'for'?",
            "end" when looked.Length > 0 => $" Did you mean '{looked[looked.Length - 1]}'?",
            _ => Suggestion.DidYouMean(name, looked.Concat(Tags)),
        };
    }

    /// <summary>What is open when a template ends, or has a tag that does not belong there.</summary>
    private string WhatIsOpen(string? name = null)
    {
        if (_ends.Count == 0)
        {
            return name is not null && (name.StartsWith("end", StringComparison.Ordinal) || name is "else" or "elif") ? " No tag is open here." : "";
        }

        string looked = string.Join(" or ", _ends[_ends.Count - 1].Select(static e => $"'{e}'"));
        var (open, span) = _open[_open.Count - 1];
        return (name is not null && _ends.Any(e => Array.IndexOf(e, name) >= 0)
                ? $" You probably made a nesting mistake. Jinja is expecting this tag, but currently looking for {looked}."
                : $" Jinja was looking for the following tags: {looked}.")
            + $" The innermost block that needs to be closed is '{open}', opened at line {source.PositionOf(span.Start).Line}.";
    }
}
