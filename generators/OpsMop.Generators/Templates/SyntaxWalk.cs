using OpsMop.Templates.Syntax;

namespace OpsMop.Generators.Templates;

/// <summary>What parts of a template name.</summary>
internal static class SyntaxWalk
{
    /// <summary>An expression and all within it.</summary>
    public static IEnumerable<Expression> Expressions(Expression expression)
    {
        yield return expression;
        foreach (var child in Children.Of(expression))
        {
            foreach (var inner in Expressions(child))
            {
                yield return inner;
            }
        }
    }

    /// <summary>Whether statements or what is within them name a variable.</summary>
    public static bool Mention(IReadOnlyList<Statement> statements, string name) => Children.All(statements).Any(statement => Mentions(statement, name));

    /// <summary>Whether statements or what is within them name a variable with their own words; what is included does not count.</summary>
    public static bool Name(IReadOnlyList<Statement> statements, string name) => Children.All(statements).Any(statement => Names(statement, name));

    private static bool Names(Statement statement, string name) =>
        Children.Of(statement).Any(expression => Expressions(expression).Any(one => (one as Name ?? (one as NamespaceReference)?.Target)?.Identifier == name));

    /// <summary>Whether a statement itself, without its bodies, names a variable.</summary>
    public static bool Mentions(Statement statement, string name) =>
        Names(statement, name)

        // An included template sees all that is here.
        || statement is Include { WithContext: true } or Import { WithContext: true } or FromImport { WithContext: true };
}
