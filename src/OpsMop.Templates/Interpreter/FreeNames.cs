using System.Collections.Immutable;
using OpsMop.Templates.Syntax;

namespace OpsMop.Templates.Interpreter;

using Block = OpsMop.Templates.Syntax.Block;

/// <summary>
/// Which of some names are read before they are set, scopes within included but blocks not: whether a loop needs <c>loop</c>, a macro <c>caller</c>.
/// </summary>
internal sealed class FreeNames
{
    private readonly HashSet<string> _names;
    private readonly HashSet<string> _found = new(StringComparer.Ordinal);

    private FreeNames(IEnumerable<string> names) => _names = new HashSet<string>(names, StringComparer.Ordinal);

    public static IReadOnlySet<string> Find(ImmutableArray<Statement> body, params string[] names)
    {
        var finder = new FreeNames(names);
        finder.Visit(body);
        return finder._found;
    }

    private void Visit(ImmutableArray<Statement> body)
    {
        foreach (Statement statement in body)
        {
            Visit(statement);
        }
    }

    private void Visit(Statement statement)
    {
        switch (statement)
        {
            case Block:
                break;
            case For node:
                Set(node.Target);
                Read(node.Items);
                Visit(node.Body);
                Visit(node.Otherwise);
                Read(node.Condition);
                break;
            case If node:
                Read(node.Condition);
                Visit(node.Then);
                Visit(node.Otherwise);
                break;
            case Macro node:
                Visit(node.Parameters);
                Visit(node.Body);
                break;
            case CallBlock node:
                Read(node.Call);
                Visit(node.Parameters);
                Visit(node.Body);
                break;
            case FilterBlock node:
                Visit(node.Body);
                Read(node.Filter);
                break;
            case With node:
                foreach ((Expression target, _) in node.Items)
                {
                    Set(target);
                }

                foreach ((_, Expression value) in node.Items)
                {
                    Read(value);
                }

                Visit(node.Body);
                break;
            case Set node:
                Set(node.Target);
                Read(node.Value);
                break;
            case SetBlock node:
                Set(node.Target);
                Read(node.Filter);
                Visit(node.Body);
                break;
            default:
                foreach (Expression expression in Children.Of(statement))
                {
                    Read(expression);
                }

                break;
        }
    }

    private void Visit(ImmutableArray<Parameter> parameters)
    {
        foreach (Parameter parameter in parameters)
        {
            _names.Remove(parameter.Name.Identifier);
        }

        foreach (Parameter parameter in parameters)
        {
            Read(parameter.Default);
        }
    }

    private void Set(Expression target)
    {
        if (target is Name name)
        {
            _names.Remove(name.Identifier);
        }
        else if (target is TupleExpression tuple)
        {
            foreach (Expression item in tuple.Items)
            {
                Set(item);
            }
        }
    }

    private void Read(Expression? expression)
    {
        if (expression is Name name)
        {
            if (_names.Contains(name.Identifier))
            {
                _found.Add(name.Identifier);
            }
        }
        else if (expression is not null)
        {
            foreach (Expression child in Children.Of(expression))
            {
                Read(child);
            }
        }
    }
}
