using System.Collections;
using System.Reflection;
using System.Runtime.CompilerServices;
using OpsMop.Templates.Syntax;

namespace OpsMop.Templates.Tests.Syntax;

/// <summary>Goes through all of a tree, whatever its nodes are.</summary>
internal static class SyntaxWalk
{
    private static readonly Dictionary<Type, PropertyInfo[]> Properties = [];

    /// <summary>Requires that every part of a tree stands within what it is a part of, and that names stand where their spans say.</summary>
    public static void RequireNestedSpans(TemplateSyntax tree, string text)
    {
        foreach (var statement in tree.Body)
        {
            Require(statement, new Span(0, text.Length), text);
        }
    }

    /// <summary>How deep a tree is, by plain recursion.</summary>
    public static int DepthOf(TemplateSyntax tree) => tree.Body.Select(static s => DepthOf(s)).DefaultIfEmpty().Max();

    private static int DepthOf(object part)
    {
        int depth = 0;
        foreach (object child in Children(part))
        {
            int below = DepthOf(child);
            depth = below > depth ? below : depth;
        }

        return depth + 1;
    }

    private static List<object> Children(object part)
    {
        var children = new List<object>();
        foreach (var property in PropertiesOf(part.GetType()))
        {
            object? value = property.GetValue(part);
            if (value is Node or ArgumentList or KeywordArgument or Operand or Parameter or ImportedName)
            {
                children.Add(value);
            }
            else if (value is IEnumerable items and not string)
            {
                foreach (object? item in items)
                {
                    children.AddRange(item is ITuple tuple ? [tuple[0]!, tuple[1]!] : [item!]);
                }
            }
        }

        return children;
    }

    private static void Require(object part, Span outer, string text)
    {
        if (part is Node node)
        {
            Within(node.Span, outer, node);
            outer = node.Span;
        }

        if (part is Name name)
        {
            Assert.Equal(name.Identifier, text.Substring(name.Span.Start, name.Span.Length));
        }

        foreach (var property in PropertiesOf(part.GetType()))
        {
            if (property.PropertyType == typeof(Span) && property.Name != "Span")
            {
                Within((Span)property.GetValue(part)!, outer, part);
            }
        }

        foreach (object child in Children(part))
        {
            Require(child, outer, text);
        }
    }

    private static void Within(Span inner, Span outer, object part) =>
        Assert.True(
            inner.Start >= outer.Start && inner.End <= outer.End && inner.Length >= 0,
            $"{part.GetType().Name} at {inner.Start}..{inner.End} is not within {outer.Start}..{outer.End}");

    private static PropertyInfo[] PropertiesOf(Type type)
    {
        if (!Properties.TryGetValue(type, out var properties))
        {
            Properties[type] = properties = type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
                .Where(static p => p.Name is not ("Value" or "IsEmpty" or "Depth") || typeof(Node).IsAssignableFrom(p.PropertyType))
                .ToArray();
        }

        return properties;
    }
}
