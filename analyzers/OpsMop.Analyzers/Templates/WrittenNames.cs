using OpsMop.Generators;
using OpsMop.Generators.Templates;
using OpsMop.Templates.Syntax;
using Constant = OpsMop.Templates.Syntax.Literal;

namespace OpsMop.Analyzers;

/// <summary>
/// The names of a template whose values it writes, or hands on to something that might: not those that it only asks about. Where a name comes from is not
/// followed; a name that several things have is each of them.
/// </summary>
internal sealed class WrittenNames
{
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly TemplateMethodModel _method;

    /// <param name="method">The method whose body the template is.</param>
    /// <param name="files">The template and those that it reaches.</param>
    public WrittenNames(TemplateMethodModel method, IEnumerable<TemplateFile> files)
    {
        _method = method;
        foreach (var file in files)
        {
            if (file.Parse(method.Options).Syntax is { } syntax)
            {
                foreach (var statement in Children.All(syntax.Body))
                {
                    Add(statement);
                }
            }
        }

        var seen = new HashSet<int>();
        WritesSecret = method.Parameters.Any(parameter => Writes(parameter.Name) && Reaches(parameter.Shape, seen))
            || method.Members.Any(member => Writes(member.Name) && Reaches(member.Shape, seen));
    }

    /// <summary>Whether a <c>Secret</c> is written: a parameter, a member of the class, or a member of what these hold.</summary>
    public bool WritesSecret { get; }

    /// <summary>Whether what has a name is written.</summary>
    /// <param name="name">The name in C#.</param>
    public bool Writes(string name) => _names.Contains(Canonical(name));

    private static string Canonical(string name) => name.Replace("_", "").Replace("@", "").ToLowerInvariant();

    private bool Reaches(int index, HashSet<int> seen)
    {
        if (index < 0 || !seen.Add(index))
        {
            return false;
        }

        var shape = _method.Shapes[index];
        return shape.Kind switch
        {
            ShapeKind.Secret => true,
            ShapeKind.Sequence or ShapeKind.Dictionary => Reaches(shape.Key, seen) || Reaches(shape.Element, seen),
            ShapeKind.Tuple => shape.Members.Any(member => Reaches(member.Shape, seen)),
            ShapeKind.Object => shape.Members.Any(member => Writes(member.Name) && Reaches(member.Shape, seen)),
            _ => false,
        };
    }

    private void Add(Statement statement)
    {
        foreach (var expression in Children.Of(statement))
        {
            // A condition is answered with yes or no.
            if (!(statement is If one && expression == one.Condition) && !(statement is For loop && expression == loop.Condition))
            {
                Add(expression);
            }
        }
    }

    private void Add(Expression expression)
    {
        switch (expression)
        {
            case Comparison or TestExpression or Unary { Operator: UnaryOperator.Not } or FilterExpression { Name: "length" or "count" }:
                return;
            case Conditional choice:
                Add(choice.Then);
                if (choice.Otherwise is { } otherwise)
                {
                    Add(otherwise);
                }

                return;
            case Name name:
                _names.Add(Canonical(name.Identifier));
                return;
            case AttributeAccess access:
                _names.Add(Canonical(access.Name));
                break;
            case ItemAccess { Index: Constant { Value: string key } }:
                _names.Add(Canonical(key));
                break;
            case FilterExpression filter:
                // map(attribute='password')
                foreach (var text in filter.Arguments.Positional.Concat(filter.Arguments.Keywords.Select(static keyword => keyword.Value)).OfType<Constant>().Select(static one => one.Value).OfType<string>())
                {
                    _names.UnionWith(text.Split('.').Select(Canonical));
                }

                break;
        }

        foreach (var child in Children.Of(expression))
        {
            Add(child);
        }
    }
}
