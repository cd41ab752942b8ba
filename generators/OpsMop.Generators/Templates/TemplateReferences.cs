using System.Collections.Immutable;
using OpsMop.Templates.Syntax;
using Constant = OpsMop.Templates.Syntax.Literal;

namespace OpsMop.Generators.Templates;

/// <summary>The templates that a template names: extends, includes, imports.</summary>
internal static class TemplateReferences
{
    /// <summary>The constant names, each as often as it is named.</summary>
    public static IEnumerable<string> Of(TemplateSyntax template) => Children.All(template.Body).SelectMany(static statement => statement switch
    {
        Extends one => Names(one.Template),
        Include one => Names(one.Template),
        Import one => Names(one.Template),
        FromImport one => Names(one.Template),
        _ => [],
    });

    /// <summary>The names that an expression stands for, if it is constant: one, or a list of which the first that exists is meant.</summary>
    public static IReadOnlyList<string> Names(Expression expression) => expression switch
    {
        Constant { Value: string name } => [name],
        ListExpression list when list.Items.All(static item => item is Constant { Value: string }) => list.Items.Select(static item => (string)((Constant)item).Value!).ToList(),
        TupleExpression tuple when tuple.Items.All(static item => item is Constant { Value: string }) => tuple.Items.Select(static item => (string)((Constant)item).Value!).ToList(),
        _ => [],
    };
}
