using System.Collections.Immutable;

namespace OpsMop.Templates.Syntax;

/// <summary>The parts of a syntax node, in Jinja2's order.</summary>
internal static class Children
{
    public static IEnumerable<Expression> Of(Expression expression)
    {
        switch (expression)
        {
            case TupleExpression node:
                return node.Items;
            case ListExpression node:
                return node.Items;
            case DictionaryExpression node:
                return node.Items.SelectMany(static item => new[] { item.Key, item.Value });
            case Conditional node:
                return node.Otherwise is null ? [node.Condition, node.Then] : [node.Condition, node.Then, node.Otherwise];
            case Binary node:
                return [node.Left, node.Right];
            case Unary node:
                return [node.Operand];
            case Comparison node:
                return node.Rest.Select(static operand => operand.Value).Prepend(node.First);
            case Concatenation node:
                return node.Items;
            case FilterExpression node:
                return node.Input is null ? Of(node.Arguments) : Of(node.Arguments).Prepend(node.Input);
            case TestExpression node:
                return Of(node.Arguments).Prepend(node.Input);
            case Call node:
                return Of(node.Arguments).Prepend(node.Target);
            case AttributeAccess node:
                return [node.Target];
            case ItemAccess node:
                return [node.Target, node.Index];
            case SliceExpression node:
                return new[] { node.Start, node.Stop, node.Step }.OfType<Expression>();
            default:
                return [];
        }
    }

    public static IEnumerable<Expression> Of(ArgumentList arguments)
    {
        foreach (Expression argument in arguments.Positional)
        {
            yield return argument;
        }

        foreach (KeywordArgument keyword in arguments.Keywords)
        {
            yield return keyword.Value;
        }

        if (arguments.Rest is not null)
        {
            yield return arguments.Rest;
        }

        if (arguments.Named is not null)
        {
            yield return arguments.Named;
        }
    }

    /// <summary>Visits every statement, those within others too.</summary>
    public static IEnumerable<Statement> All(IReadOnlyList<Statement> body)
    {
        // Not recursive: how deep statements nest is the parser's limit, not this one's.
        var open = new Stack<Statement>();
        Push(open, body);
        while (open.Count > 0)
        {
            Statement statement = open.Pop();
            yield return statement;
            foreach (ImmutableArray<Statement> part in Bodies(statement).Reverse())
            {
                Push(open, part);
            }
        }

        static void Push(Stack<Statement> open, IReadOnlyList<Statement> body)
        {
            for (int i = body.Count - 1; i >= 0; i--)
            {
                open.Push(body[i]);
            }
        }
    }

    /// <summary>The expressions that stand in a statement itself, its targets too.</summary>
    public static IEnumerable<Expression> Of(Statement statement) => statement switch
    {
        Print node => [node.Value],
        Do node => [node.Value],
        If node => [node.Condition],
        For node => new[] { node.Target, node.Items, node.Condition }.OfType<Expression>(),
        Macro node => Defaults(node.Parameters),
        CallBlock node => Defaults(node.Parameters).Prepend(node.Call),
        FilterBlock node => [node.Filter],
        With node => node.Items.Select(static item => item.Target).Concat(node.Items.Select(static item => item.Value)),
        Extends node => [node.Template],
        Include node => [node.Template],
        Import node => [node.Template],
        FromImport node => [node.Template],
        Set node => [node.Target, node.Value],
        SetBlock node => node.Filter is null ? [node.Target] : [node.Target, node.Filter],
        _ => [],
    };

    private static IEnumerable<Expression> Defaults(ImmutableArray<Parameter> parameters) =>
        parameters.Select(static parameter => parameter.Default).OfType<Expression>();

    private static IEnumerable<ImmutableArray<Statement>> Bodies(Statement statement) => statement switch
    {
        If node => [node.Then, node.Otherwise],
        For node => [node.Body, node.Otherwise],
        Macro node => [node.Body],
        CallBlock node => [node.Body],
        FilterBlock node => [node.Body],
        With node => [node.Body],
        Block node => [node.Body],
        SetBlock node => [node.Body],
        _ => [],
    };
}
