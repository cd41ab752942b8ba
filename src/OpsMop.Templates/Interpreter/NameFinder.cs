using System.Collections.Immutable;
using OpsMop.Templates.Syntax;

namespace OpsMop.Templates.Interpreter;

/// <summary>Finds the names that a scope reads and sets, in the order in which Jinja2 does; it does not go into the scopes within.</summary>
internal sealed class NameFinder(SourceLines source)
{
    public void InTemplate(Symbols symbols, ImmutableArray<Statement> body) => Visit(symbols, body);

    public void InMacro(Symbols symbols, ImmutableArray<Parameter> parameters, ImmutableArray<Statement> body)
    {
        foreach (Parameter parameter in parameters)
        {
            symbols.DeclareParameter(parameter.Name.Identifier);
        }

        foreach (Parameter parameter in parameters)
        {
            Visit(symbols, parameter.Default);
        }

        Visit(symbols, body);
    }

    public void InFilterBlock(Symbols symbols, FilterBlock node)
    {
        Visit(symbols, node.Body);
        Visit(symbols, node.Filter);
    }

    public void InSetBlock(Symbols symbols, SetBlock node)
    {
        Visit(symbols, node.Body);

        // Jinja2 3.1.2 forgets these and fails at a name that stands nowhere else.
        Visit(symbols, node.Filter);
    }

    public void InWith(Symbols symbols, With node)
    {
        foreach ((Expression target, _) in node.Items)
        {
            Declare(symbols, target);
        }

        Visit(symbols, node.Body);
    }

    public void InLoop(Symbols symbols, For node)
    {
        Declare(symbols, node.Target);
        Visit(symbols, node.Body);
    }

    public void InLoopElse(Symbols symbols, For node) => Visit(symbols, node.Otherwise);

    public void InLoopCondition(Symbols symbols, For node)
    {
        Declare(symbols, node.Target);
        Visit(symbols, node.Condition);
    }

    /// <summary>The branches of an <c>if</c> as Jinja2 has them: those of <c>elif</c> and what is left for <c>else</c>.</summary>
    private (List<If> Elifs, ImmutableArray<Statement> Otherwise) Branches(If node)
    {
        var elifs = new List<If>();
        ImmutableArray<Statement> otherwise = node.Otherwise;
        while (otherwise.Length == 1 && otherwise[0] is If next && IsElif(next))
        {
            elifs.Add(next);
            otherwise = next.Otherwise;
        }

        return (elifs, otherwise);
    }

    private bool IsElif(If node)
    {
        string text = source.Text;
        int i = node.Span.Start;
        while (i < node.Span.End && !char.IsLetter(text[i]))
        {
            i++;
        }

        return string.CompareOrdinal(text, i, "elif", 0, 4) == 0;
    }

    private static void Declare(Symbols symbols, Expression target)
    {
        if (target is TupleExpression tuple)
        {
            foreach (Expression item in tuple.Items)
            {
                Declare(symbols, item);
            }
        }
        else if (target is Name name)
        {
            symbols.DeclareParameter(name.Identifier);
        }
    }

    private static void Store(Symbols symbols, Expression target)
    {
        switch (target)
        {
            case TupleExpression tuple:
                foreach (Expression item in tuple.Items)
                {
                    Store(symbols, item);
                }

                break;
            case NamespaceReference reference:
                symbols.Read(reference.Target.Identifier);
                break;
            case Name name:
                symbols.Store(name.Identifier);
                break;
        }
    }

    private void Visit(Symbols symbols, ImmutableArray<Statement> body)
    {
        foreach (Statement statement in body)
        {
            Visit(symbols, statement);
        }
    }

    private void Visit(Symbols symbols, Statement statement)
    {
        switch (statement)
        {
            case Print print:
                Visit(symbols, print.Value);
                break;
            case Do @do:
                Visit(symbols, @do.Value);
                break;
            case If node:
                VisitIf(symbols, node);
                break;
            case For node:
                Visit(symbols, node.Items);
                break;
            case Macro node:
                symbols.Store(node.Name.Identifier);
                break;
            case CallBlock node:
                Visit(symbols, node.Call);
                break;
            case FilterBlock node:
                Visit(symbols, node.Filter);
                break;
            case With node:
                foreach ((_, Expression value) in node.Items)
                {
                    Visit(symbols, value);
                }

                break;
            case Extends node:
                Visit(symbols, node.Template);
                break;
            case Include node:
                Visit(symbols, node.Template);
                break;
            case Import node:
                Visit(symbols, node.Template);
                symbols.Store(node.Target.Identifier);
                break;
            case FromImport node:
                Visit(symbols, node.Template);
                foreach (ImportedName name in node.Names)
                {
                    symbols.Store(name.Target.Identifier);
                }

                break;
            case Set node:
                Visit(symbols, node.Value);
                Store(symbols, node.Target);
                break;
            case SetBlock node:
                Store(symbols, node.Target);
                break;
        }
    }

    private void VisitIf(Symbols symbols, If node)
    {
        (List<If> elifs, ImmutableArray<Statement> otherwise) = Branches(node);
        VisitIf(symbols, node, elifs, otherwise);
    }

    private void VisitIf(Symbols symbols, If node, List<If> elifs, ImmutableArray<Statement> otherwise)
    {
        Visit(symbols, node.Condition);
        Symbols then = symbols.Copy();
        Visit(then, node.Then);
        Symbols middle = symbols.Copy();
        foreach (If elif in elifs)
        {
            VisitIf(middle, elif, [], ImmutableArray<Statement>.Empty);
        }

        Symbols last = symbols.Copy();
        Visit(last, otherwise);
        symbols.Merge([then, middle, last]);
    }

    private void Visit(Symbols symbols, Expression? expression)
    {
        if (expression is Name name)
        {
            symbols.Read(name.Identifier);
            return;
        }

        if (expression is not null)
        {
            foreach (Expression child in Children.Of(expression))
            {
                Visit(symbols, child);
            }
        }
    }
}
