using System.Collections.Immutable;
using OpsMop.Templates.Syntax;

namespace OpsMop.Generators.Templates;

/// <summary>Walks over the parts of a template.</summary>
internal static class SyntaxWalk
{
    /// <summary>All statements, those within others included, in the order of the text.</summary>
    public static IEnumerable<Statement> Statements(IEnumerable<Statement> statements)
    {
        foreach (var statement in statements)
        {
            yield return statement;
            foreach (var body in Bodies(statement))
            {
                foreach (var inner in Statements(body))
                {
                    yield return inner;
                }
            }
        }
    }

    /// <summary>The bodies of a statement.</summary>
    public static IEnumerable<ImmutableArray<Statement>> Bodies(Statement statement) => statement switch
    {
        For one => [one.Body, one.Otherwise],
        If one => [one.Then, one.Otherwise],
        Macro one => [one.Body],
        CallBlock one => [one.Body],
        FilterBlock one => [one.Body],
        With one => [one.Body],
        Block one => [one.Body],
        SetBlock one => [one.Body],
        _ => [],
    };

    /// <summary>The expressions that stand in a statement itself, not in its bodies.</summary>
    public static IEnumerable<Expression> Expressions(Statement statement) => statement switch
    {
        Print one => [one.Value],
        For one => one.Condition is { } condition ? [one.Target, one.Items, condition] : [one.Target, one.Items],
        If one => [one.Condition],
        Macro one => one.Parameters.Where(static p => p.Default is not null).Select(static p => p.Default!),
        CallBlock one => one.Parameters.Where(static p => p.Default is not null).Select(static p => p.Default!).Concat([one.Call]),
        FilterBlock one => [one.Filter],
        With one => one.Items.SelectMany(static item => new[] { item.Target, item.Value }),
        Extends one => [one.Template],
        Include one => [one.Template],
        Import one => [one.Template],
        FromImport one => [one.Template],
        Set one => [one.Target, one.Value],
        SetBlock one => one.Filter is { } filter ? [one.Target, filter] : [one.Target],
        Do one => [one.Value],
        _ => [],
    };

    /// <summary>An expression and all within it.</summary>
    public static IEnumerable<Expression> Expressions(Expression expression)
    {
        yield return expression;
        foreach (var child in Children(expression))
        {
            foreach (var inner in Expressions(child))
            {
                yield return inner;
            }
        }
    }

    /// <summary>Whether statements or what is within them name a variable.</summary>
    public static bool Mention(IEnumerable<Statement> statements, string name) => Statements(statements).Any(statement => Mentions(statement, name));

    /// <summary>Whether statements or what is within them name a variable with their own words; what is included does not count.</summary>
    public static bool Name(IEnumerable<Statement> statements, string name) => Statements(statements).Any(statement => Names(statement, name));

    private static bool Names(Statement statement, string name) =>
        Expressions(statement).Any(expression => Expressions(expression).Any(one => one is Name found && found.Identifier == name));

    /// <summary>Whether a statement itself, without its bodies, names a variable.</summary>
    public static bool Mentions(Statement statement, string name) =>
        Names(statement, name)

        // An included template sees all that is here.
        || statement is Include { WithContext: true } or Import { WithContext: true } or FromImport { WithContext: true };

    /// <summary>The expressions that an expression is made of.</summary>
    public static IEnumerable<Expression> Children(Expression expression) => expression switch
    {
        NamespaceReference one => [one.Target],
        TupleExpression one => one.Items,
        ListExpression one => one.Items,
        DictionaryExpression one => one.Items.SelectMany(static item => new[] { item.Key, item.Value }),
        Conditional one => one.Otherwise is { } otherwise ? [one.Condition, one.Then, otherwise] : [one.Condition, one.Then],
        Binary one => [one.Left, one.Right],
        Unary one => [one.Operand],
        Comparison one => new[] { one.First }.Concat(one.Rest.Select(static operand => operand.Value)),
        Concatenation one => one.Items,
        FilterExpression one => (one.Input is { } input ? new[] { input } : []).Concat(Arguments(one.Arguments)),
        TestExpression one => new[] { one.Input }.Concat(Arguments(one.Arguments)),
        Call one => new[] { one.Target }.Concat(Arguments(one.Arguments)),
        AttributeAccess one => [one.Target],
        ItemAccess one => [one.Target, one.Index],
        SliceExpression one => new[] { one.Start, one.Stop, one.Step }.Where(static part => part is not null).Select(static part => part!),
        _ => [],
    };

    private static IEnumerable<Expression> Arguments(ArgumentList arguments) =>
        arguments.Positional
            .Concat(arguments.Keywords.Select(static keyword => keyword.Value))
            .Concat(new[] { arguments.Rest, arguments.Named }.Where(static part => part is not null).Select(static part => part!));
}
