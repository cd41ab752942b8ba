using System.Collections.Immutable;
using System.Text;

namespace OpsMop.Templates.Syntax;

/// <summary>
/// Parses expressions. Operators wait on a list of their own and not on the stack, so that only brackets and what follows <c>else</c> make it deeper.
/// </summary>
internal sealed class ExpressionParser(TokenStream stream, SourceLines source)
{
    private readonly List<Pending> _pending = [];
    private int _nesting;

    /// <summary>How strongly operators bind, the loosest first.</summary>
    private enum Level
    {
        None = -1,
        Or,
        And,
        Not,
        Comparison,
        Sum,
        Concatenation,
        Product,
        Power,
    }

    /// <summary>Parses an expression.</summary>
    /// <param name="withConditional">Whether it may be <c>a if b else c</c>; where a tag has an <c>if</c> of its own it may not.</param>
    public Expression ParseExpression(bool withConditional = true)
    {
        var start = stream.Here;
        if (++_nesting > SyntaxLimits.ExpressionNesting)
        {
            throw NestedTooDeeply(start);
        }

        var result = ParseOperators();
        while (withConditional && stream.SkipName("if"))
        {
            result = ParseConditional(result, start);
        }

        _nesting--;
        return result;
    }

    private static SyntaxFaultException NestedTooDeeply(Span at) => new(
        $"The expression is nested too deeply: more than {SyntaxLimits.ExpressionNesting} brackets or 'else' are inside each other. "
            + "Give a part of it a name with 'set'.",
        at);

    private Conditional ParseConditional(Expression then, Span start)
    {
        var condition = ParseOperators();
        var otherwise = stream.SkipName("else") ? ParseExpression() : null;
        return Limited(new Conditional(condition, then, otherwise, From(start))
        {
            Depth = 1 + Math.Max(then.Depth, Math.Max(condition.Depth, otherwise?.Depth ?? 0)),
        });
    }

    /// <summary>Parses an expression, or several with commas between or after them, which are a tuple.</summary>
    /// <param name="withConditional">Whether one may be <c>a if b else c</c>.</param>
    /// <param name="simple">Whether each is a name, a constant or something in brackets only, as in a target.</param>
    /// <param name="inParentheses">Whether it stands in parentheses, where nothing is the empty tuple.</param>
    public Expression ParseTuple(bool withConditional = true, bool simple = false, bool inParentheses = false)
    {
        var start = stream.Here;
        if (IsTupleEnd())
        {
            return inParentheses ? new TupleExpression(ImmutableArray<Expression>.Empty, start) : throw stream.Unexpected();
        }

        var first = simple ? ParsePrimary() : ParseExpression(withConditional);
        return stream.Kind == TokenKind.Comma ? ParseTupleRest(first, start, withConditional, simple) : first;
    }

    private TupleExpression ParseTupleRest(Expression first, Span start, bool withConditional, bool simple)
    {
        var items = ImmutableArray.CreateBuilder<Expression>();
        items.Add(first);
        while (stream.Skip(TokenKind.Comma) && !IsTupleEnd())
        {
            items.Add(simple ? ParsePrimary() : ParseExpression(withConditional));
        }

        return Limited(new TupleExpression(items.ToImmutable(), From(start)) { Depth = 1 + Deepest(items) });
    }

    /// <summary>Parses filters one after the other.</summary>
    /// <param name="input">What they are applied to; null where that is a body.</param>
    /// <param name="start">Where the input begins, with parentheses around it; if there is no input, the filters are all.</param>
    /// <param name="first">Whether the first has no <c>|</c> in front.</param>
    public FilterExpression? ParseFilters(Expression? input, Span? start = null, bool first = false)
    {
        FilterExpression? filter = null;
        while (first || stream.Skip(TokenKind.Pipe))
        {
            first = false;
            var (name, nameSpan) = ParseDottedName("the name of a filter");
            var arguments = stream.Kind == TokenKind.LeftParenthesis ? ParseArguments() : ArgumentList.Empty;
            filter = Limited(new FilterExpression(input, name, nameSpan, arguments, From(start ??= nameSpan))
            {
                Depth = 1 + Math.Max(input?.Depth ?? 0, arguments.Depth),
            });
            input = filter;
        }

        return filter;
    }

    private Span From(Span start) => Span.Between(start, stream.Last);

    private static T Limited<T>(T expression)
        where T : Expression
    {
        return expression.Depth <= SyntaxLimits.ExpressionDepth ? expression : throw new SyntaxFaultException(
            $"The expression is too long: more than {SyntaxLimits.ExpressionDepth} operations need each other's values. Give a part of it a name with 'set'.",
            expression.Span);
    }

    private static int Deepest(IEnumerable<Expression> expressions)
    {
        int depth = 0;
        foreach (var expression in expressions)
        {
            depth = Math.Max(depth, expression.Depth);
        }

        return depth;
    }

    private bool IsTupleEnd() => stream.Kind is TokenKind.VariableEnd or TokenKind.BlockEnd or TokenKind.RightParenthesis;

    private Expression ParseOperators()
    {
        int bottom = _pending.Count;
        while (true)
        {
            TakeNots(bottom);
            var start = stream.Here;
            var operand = ParseUnary();

            // A value's parentheses are no part of it, but of what it is an operand of.
            var span = From(start);
            var level = LevelOf(stream.Current);
            operand = Combine(bottom, level, operand, ref span);
            if (level == Level.None)
            {
                return operand;
            }

            TakeOperator(bottom, level, operand, span);
        }
    }

    /// <summary>Takes what is <c>not</c>. It binds less than a comparison: after an operator that binds more, it is a name like any other.</summary>
    private void TakeNots(int bottom)
    {
        while ((_pending.Count == bottom || Top.Level <= Level.Not) && stream.IsName("not"))
        {
            _pending.Add(new Pending(Level.Not, stream.Next().Span));
        }
    }

    /// <summary>Gives a value to the operators before it that bind as much as the next one, or more; a chain of comparisons goes on.</summary>
    private Expression Combine(int bottom, Level next, Expression operand, ref Span span)
    {
        while (_pending.Count > bottom && Top.Level >= next && !(Top.Level == next && next is Level.Comparison or Level.Concatenation))
        {
            var top = Top;
            _pending.RemoveAt(_pending.Count - 1);
            operand = top.Combine(operand, span);
            span = operand.Span;
        }

        return operand;
    }

    private void TakeOperator(int bottom, Level level, Expression operand, Span span)
    {
        if (_pending.Count == bottom || Top.Level != level)
        {
            _pending.Add(new Pending(level, default));
        }

        var token = stream.Next();
        Top.Add(operand, span, token, token.IsName("not") ? Span.Between(token.Span, stream.Next().Span) : token.Span);
    }

    private Pending Top => _pending[_pending.Count - 1];

    private Level LevelOf(Token token)
    {
        switch (token.Kind)
        {
            case TokenKind.Name:
                return token.Text switch
                {
                    "or" => Level.Or,
                    "and" => Level.And,
                    "in" => Level.Comparison,
                    "not" when stream.Look().IsName("in") => Level.Comparison,
                    _ => Level.None,
                };
            case TokenKind.Equal or TokenKind.NotEqual or TokenKind.Less or TokenKind.LessOrEqual or TokenKind.Greater or TokenKind.GreaterOrEqual:
                return Level.Comparison;
            case TokenKind.Add or TokenKind.Subtract:
                return Level.Sum;
            case TokenKind.Tilde:
                return Level.Concatenation;
            case TokenKind.Multiply or TokenKind.Divide or TokenKind.FloorDivide or TokenKind.Modulo:
                return Level.Product;
            case TokenKind.Power:
                return Level.Power;
            default:
                return Level.None;
        }
    }

    /// <summary>Signs, a value, what follows a value, and filters and tests: <c>-x.y|abs is odd</c>. A sign binds more than a filter.</summary>
    private Expression ParseUnary()
    {
        var start = stream.Here;
        var signs = TakeSigns();
        var begin = stream.Here;
        var result = ParsePostfix(ParsePrimary(), begin);
        if (signs is not null)
        {
            result = WithSigns(signs, result);
        }

        while (true)
        {
            if (stream.Kind == TokenKind.Pipe)
            {
                result = ParseFilters(result, start)!;
            }
            else if (stream.IsName("is"))
            {
                result = ParseTest(result, start);
            }
            else if (stream.Kind == TokenKind.LeftParenthesis)
            {
                result = ParseCall(result, start);
            }
            else
            {
                return result;
            }
        }
    }

    private List<Token>? TakeSigns()
    {
        List<Token>? signs = null;
        while (stream.Kind is TokenKind.Subtract or TokenKind.Add)
        {
            (signs ??= []).Add(stream.Next());
        }

        return signs;
    }

    private Expression WithSigns(List<Token> signs, Expression operand)
    {
        for (int i = signs.Count - 1; i >= 0; i--)
        {
            var op = signs[i].Kind == TokenKind.Subtract ? UnaryOperator.Minus : UnaryOperator.Plus;
            operand = Limited(new Unary(op, operand, From(signs[i].Span)) { Depth = 1 + operand.Depth });
        }

        return operand;
    }

    private Expression ParsePrimary() => stream.Kind switch
    {
        TokenKind.Name => ParseName(),
        TokenKind.String => ParseStrings(),
        TokenKind.Integer or TokenKind.Float => ParseNumber(),
        TokenKind.LeftParenthesis => ParseParentheses(),
        TokenKind.LeftBracket => ParseList(),
        TokenKind.LeftBrace => ParseDictionary(),
        _ => throw stream.Unexpected(),
    };

    private Expression ParseName()
    {
        var token = stream.Next();
        return token.Text switch
        {
            "true" or "True" => new Literal(true, token.Span),
            "false" or "False" => new Literal(false, token.Span),
            "none" or "None" => new Literal(null, token.Span),
            _ => new Name(token.Text, token.Span),
        };
    }

    private Literal ParseNumber()
    {
        var token = stream.Next();
        return new Literal(token.Value, token.Span);
    }

    private Literal ParseStrings()
    {
        var first = stream.Next();
        if (stream.Kind != TokenKind.String)
        {
            return new Literal(first.Text, first.Span);
        }

        var text = new StringBuilder(first.Text);
        while (stream.Kind == TokenKind.String)
        {
            text.Append(stream.Next().Text);
        }

        return new Literal(text.ToString(), From(first.Span));
    }

    private Expression ParseParentheses()
    {
        var open = stream.Here;
        stream.Advance();
        var result = ParseTuple(inParentheses: true);
        stream.Require(TokenKind.RightParenthesis);

        // A tuple's parentheses are a part of it; around anything else they are not.
        return result is TupleExpression tuple ? new TupleExpression(tuple.Items, From(open)) { Depth = tuple.Depth } : result;
    }

    private ListExpression ParseList()
    {
        var open = stream.Here;
        stream.Advance();
        var items = ImmutableArray.CreateBuilder<Expression>();
        while (stream.Kind != TokenKind.RightBracket)
        {
            if (items.Count > 0)
            {
                RequireComma("']'");
                if (stream.Kind == TokenKind.RightBracket)
                {
                    break;
                }
            }

            items.Add(ParseExpression());
        }

        stream.Advance();
        return Limited(new ListExpression(items.ToImmutable(), From(open)) { Depth = 1 + Deepest(items) });
    }

    private DictionaryExpression ParseDictionary()
    {
        var open = stream.Here;
        stream.Advance();
        bool isDoubled = stream.Kind == TokenKind.LeftBrace || (open.Start > 0 && source.Text[open.Start - 1] == '{');
        string hint = isDoubled ? " Inside of a tag, names are written without '{{' and '}}'." : "";
        var items = ImmutableArray.CreateBuilder<(Expression Key, Expression Value)>();
        int depth = 0;
        while (stream.Kind != TokenKind.RightBrace)
        {
            if (items.Count > 0)
            {
                RequireComma("'}'");
                if (stream.Kind == TokenKind.RightBrace)
                {
                    break;
                }
            }

            var key = ParseExpression();
            stream.Require(TokenKind.Colon, hint);
            var value = ParseExpression();
            depth = Math.Max(depth, Math.Max(key.Depth, value.Depth));
            items.Add((key, value));
        }

        stream.Advance();
        return Limited(new DictionaryExpression(items.ToImmutable(), From(open)) { Depth = 1 + depth });
    }

    /// <summary>What follows a value directly: attributes, items and calls.</summary>
    private Expression ParsePostfix(Expression target, Span start)
    {
        while (true)
        {
            switch (stream.Kind)
            {
                case TokenKind.Dot:
                    target = ParseAttribute(target, start);
                    break;
                case TokenKind.LeftBracket:
                    target = ParseItem(target, start);
                    break;
                case TokenKind.LeftParenthesis:
                    target = ParseCall(target, start);
                    break;
                default:
                    return target;
            }
        }
    }

    private Expression ParseAttribute(Expression target, Span start)
    {
        stream.Advance();
        var name = stream.Current;
        if (name.Kind is not (TokenKind.Name or TokenKind.Integer))
        {
            throw stream.Expected("a name or a number after '.'");
        }

        stream.Advance();
        return name.Kind == TokenKind.Name
            ? Limited(new AttributeAccess(target, name.Text, name.Span, From(start)) { Depth = 1 + target.Depth })
            : Limited(new ItemAccess(target, new Literal(name.Value, name.Span), From(start)) { Depth = 1 + target.Depth });
    }

    private ItemAccess ParseItem(Expression target, Span start)
    {
        var open = stream.Here;
        stream.Advance();
        var items = ImmutableArray.CreateBuilder<Expression>();
        while (stream.Kind != TokenKind.RightBracket)
        {
            if (items.Count > 0)
            {
                RequireComma("']'");
            }

            items.Add(ParseIndex());
        }

        stream.Advance();
        var slice = items.Count > 1 ? items.FirstOrDefault(static i => i is SliceExpression) : null;
        if (slice is not null)
        {
            throw new SyntaxFaultException("A slice stands alone in its brackets.", slice.Span);
        }

        var index = items.Count == 1 ? items[0] : new TupleExpression(items.ToImmutable(), From(open)) { Depth = 1 + Deepest(items) };
        return Limited(new ItemAccess(target, index, From(start)) { Depth = 1 + Math.Max(target.Depth, index.Depth) });
    }

    private Expression ParseIndex()
    {
        var begin = stream.Here;
        Expression? first = null;
        if (stream.Kind != TokenKind.Colon)
        {
            first = ParseExpression();
            if (stream.Kind != TokenKind.Colon)
            {
                return first;
            }
        }

        stream.Advance();
        var stop = stream.Kind is TokenKind.Colon or TokenKind.RightBracket or TokenKind.Comma ? null : ParseExpression();
        var step = stream.Skip(TokenKind.Colon) && stream.Kind is not (TokenKind.RightBracket or TokenKind.Comma) ? ParseExpression() : null;
        int depth = Math.Max(first?.Depth ?? 0, Math.Max(stop?.Depth ?? 0, step?.Depth ?? 0));
        return Limited(new SliceExpression(first, stop, step, From(begin)) { Depth = 1 + depth });
    }

    private Call ParseCall(Expression target, Span start)
    {
        var arguments = ParseArguments();
        return Limited(new Call(target, arguments, From(start)) { Depth = 1 + Math.Max(target.Depth, arguments.Depth) });
    }

    private ArgumentList ParseArguments()
    {
        stream.Advance();
        var positional = ImmutableArray.CreateBuilder<Expression>();
        var keywords = ImmutableArray.CreateBuilder<KeywordArgument>();
        HashSet<string>? names = null;
        Expression? rest = null;
        Expression? named = null;
        int depth = 0;
        for (bool isFirst = true; stream.Kind != TokenKind.RightParenthesis; isFirst = false)
        {
            if (!isFirst)
            {
                RequireComma("')'");
                if (stream.Kind == TokenKind.RightParenthesis)
                {
                    break;
                }
            }

            Expression argument;
            if (stream.Kind == TokenKind.Multiply)
            {
                Require(rest is null && named is null, "'*' stands once in a call, before '**'.");
                stream.Advance();
                rest = argument = ParseExpression();
            }
            else if (stream.Kind == TokenKind.Power)
            {
                Require(named is null, "'**' stands once in a call.");
                stream.Advance();
                named = argument = ParseExpression();
            }
            else if (stream.Kind == TokenKind.Name && stream.Look().Kind == TokenKind.Assign)
            {
                Require(named is null, "'**' stands after all other arguments.");
                var keyword = ParseKeyword(names ??= new HashSet<string>(StringComparer.Ordinal));
                argument = keyword.Value;
                keywords.Add(keyword);
            }
            else
            {
                Require(rest is null && named is null && keywords.Count == 0, "Arguments without a name stand before those with one, and before '*' and '**'.");
                argument = ParseExpression();
                positional.Add(argument);
            }

            depth = Math.Max(depth, argument.Depth);
        }

        stream.Advance();
        return depth == 0 ? ArgumentList.Empty : new ArgumentList(positional.ToImmutable(), keywords.ToImmutable(), rest, named) { Depth = depth };
    }

    private void RequireComma(string closing)
    {
        if (!stream.Skip(TokenKind.Comma))
        {
            throw stream.Expected($"',' or {closing}");
        }
    }

    private KeywordArgument ParseKeyword(HashSet<string> names)
    {
        var name = stream.Next();
        if (!names.Add(name.Text))
        {
            throw new SyntaxFaultException($"Keyword argument repeated: '{name.Text}'.", name.Span);
        }

        stream.Advance();
        return new KeywordArgument(name.Text, name.Span, ParseExpression());
    }

    private void Require(bool holds, string message)
    {
        if (!holds)
        {
            throw new SyntaxFaultException($"Invalid syntax for function call expression: {message}", stream.Here);
        }
    }

    /// <summary>Parses the name of a filter or a test, which may have dots.</summary>
    private (string Name, Span Span) ParseDottedName(string what)
    {
        if (stream.Kind != TokenKind.Name)
        {
            throw stream.Expected(what, stream.Kind == TokenKind.Pipe ? " Write 'or' for one of two conditions." : "");
        }

        var name = stream.Next();
        if (stream.Kind != TokenKind.Dot)
        {
            return (name.Text, name.Span);
        }

        var text = new StringBuilder(name.Text);
        while (stream.Skip(TokenKind.Dot))
        {
            text.Append('.').Append(stream.Expect(TokenKind.Name).Text);
        }

        return (text.ToString(), From(name.Span));
    }

    private Expression ParseTest(Expression input, Span start)
    {
        stream.Advance();
        bool negated = stream.SkipName("not");
        var (name, nameSpan) = ParseDottedName("the name of a test");
        var arguments = ArgumentList.Empty;
        if (stream.Kind == TokenKind.LeftParenthesis)
        {
            arguments = ParseArguments();
        }
        else if (BeginsArgument(stream.Current))
        {
            if (stream.IsName("is"))
            {
                var (line, column) = source.PositionOf(nameSpan.Start);
                throw new SyntaxFaultException(
                    $"You cannot chain multiple tests with is: '{name}' at line {line}, column {column} is one already. Write 'and' between tests.",
                    stream.Here);
            }

            var begin = stream.Here;
            var argument = ParsePostfix(ParsePrimary(), begin);
            arguments = new ArgumentList(ImmutableArray.Create(argument), ImmutableArray<KeywordArgument>.Empty, null, null) { Depth = argument.Depth };
        }

        Expression test = Limited(new TestExpression(input, name, nameSpan, arguments, From(start)) { Depth = 1 + Math.Max(input.Depth, arguments.Depth) });
        return negated ? Limited(new Unary(UnaryOperator.Not, test, test.Span) { Depth = 1 + test.Depth }) : test;
    }

    /// <summary>Whether the one argument of a test follows it without parentheses.</summary>
    private static bool BeginsArgument(Token token) => token.Kind switch
    {
        TokenKind.Name => !token.IsName("else") && !token.IsName("or") && !token.IsName("and"),
        TokenKind.String or TokenKind.Integer or TokenKind.Float or TokenKind.LeftBracket or TokenKind.LeftBrace => true,
        _ => false,
    };

    /// <summary>An operator that waits for its right operand, with what stands left of it; of a comparison and a concatenation, a chain of them.</summary>
    /// <param name="level">How strongly it binds.</param>
    /// <param name="span">Of <c>not</c>, where it stands.</param>
    private sealed class Pending(Level level, Span span)
    {
        private readonly List<(Expression Operand, Token Operator, Span Span)> _left = [];
        private Span _start = span;

        public Level Level { get; } = level;

        public void Add(Expression operand, Span operandSpan, Token op, Span operatorSpan)
        {
            _start = _left.Count == 0 ? operandSpan : _start;
            _left.Add((operand, op, operatorSpan));
        }

        public Expression Combine(Expression right, Span rightSpan)
        {
            var all = Span.Between(_start, rightSpan);
            if (Level == Level.Not)
            {
                return Limited(new Unary(UnaryOperator.Not, right, all) { Depth = 1 + right.Depth });
            }

            var first = _left[0].Operand;
            int depth = 1 + Math.Max(right.Depth, Deepest(_left.Select(static l => l.Operand)));
            switch (Level)
            {
                case Level.Concatenation:
                    return Limited(new Concatenation(_left.Select(static l => l.Operand).Append(right).ToImmutableArray(), all) { Depth = depth });
                case Level.Comparison:
                    var rest = ImmutableArray.CreateBuilder<Operand>(_left.Count);
                    for (int i = 0; i < _left.Count; i++)
                    {
                        rest.Add(new Operand(ComparisonOf(_left[i].Operator), i + 1 < _left.Count ? _left[i + 1].Operand : right, _left[i].Span));
                    }

                    return Limited(new Comparison(first, rest.MoveToImmutable(), all) { Depth = depth });
                default:
                    return Limited(new Binary(BinaryOf(_left[0].Operator), first, right, _left[0].Span, all) { Depth = depth });
            }
        }

        private static ComparisonOperator ComparisonOf(Token token) => token.Kind switch
        {
            TokenKind.Equal => ComparisonOperator.Equal,
            TokenKind.NotEqual => ComparisonOperator.NotEqual,
            TokenKind.Less => ComparisonOperator.Less,
            TokenKind.LessOrEqual => ComparisonOperator.LessOrEqual,
            TokenKind.Greater => ComparisonOperator.Greater,
            TokenKind.GreaterOrEqual => ComparisonOperator.GreaterOrEqual,
            _ => token.IsName("not") ? ComparisonOperator.NotIn : ComparisonOperator.In,
        };

        private static BinaryOperator BinaryOf(Token token) => token.Kind switch
        {
            TokenKind.Add => BinaryOperator.Add,
            TokenKind.Subtract => BinaryOperator.Subtract,
            TokenKind.Multiply => BinaryOperator.Multiply,
            TokenKind.Divide => BinaryOperator.Divide,
            TokenKind.FloorDivide => BinaryOperator.FloorDivide,
            TokenKind.Modulo => BinaryOperator.Modulo,
            TokenKind.Power => BinaryOperator.Power,
            _ => token.IsName("or") ? BinaryOperator.Or : BinaryOperator.And,
        };
    }
}
