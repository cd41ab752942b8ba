using System.Collections.Immutable;
using System.Globalization;
using System.Numerics;
using System.Text;
using OpsMop.Templates.Syntax;

namespace OpsMop.Templates.Tests.Syntax;

/// <summary>A tree as a template again, with parentheses around whatever has operands.</summary>
internal static class SyntaxPrinter
{
    public static string Print(TemplateSyntax template) => Body(template.Body);

    private static string Body(ImmutableArray<Statement> body) => string.Concat(body.Select(Print));

    private static string Print(Statement statement) => statement switch
    {
        TextData t => t.Text.Contains('{', StringComparison.Ordinal) ? "{% raw %}" + t.Text + "{% endraw %}" : t.Text,
        Print p => $"{{{{ {Of(p.Value)} }}}}",
        For f => $"{{% for {Of(f.Target)} in {Of(f.Items)}{(f.Condition is { } c ? " if " + Of(c) : "")}{(f.Recursive ? " recursive" : "")} %}}{Body(f.Body)}"
            + $"{{% else %}}{Body(f.Otherwise)}{{% endfor %}}",
        If i => $"{{% if {Of(i.Condition)} %}}{Body(i.Then)}{{% else %}}{Body(i.Otherwise)}{{% endif %}}",
        Macro m => $"{{% macro {m.Name.Identifier}({Parameters(m.Parameters)}) %}}{Body(m.Body)}{{% endmacro %}}",
        CallBlock c => $"{{% call({Parameters(c.Parameters)}) {Of(c.Call)} %}}{Body(c.Body)}{{% endcall %}}",
        FilterBlock f => $"{{% filter {Filters(f.Filter).TrimStart('|')} %}}{Body(f.Body)}{{% endfilter %}}",
        With w => $"{{% with {string.Join(", ", w.Items.Select(static i => $"{Of(i.Target)} = {Of(i.Value)}"))} %}}{Body(w.Body)}{{% endwith %}}",
        Block b => $"{{% block {b.Name}{(b.Scoped ? " scoped" : "")}{(b.Required ? " required" : "")} %}}{Body(b.Body)}{{% endblock {b.Name} %}}",
        Extends e => $"{{% extends {Of(e.Template)} %}}",
        Include i => $"{{% include {Of(i.Template)}{(i.IgnoreMissing ? " ignore missing" : "")} {Context(i.WithContext)} %}}",
        Import i => $"{{% import {Of(i.Template)} as {i.Target.Identifier} {Context(i.WithContext)} %}}",
        FromImport f => $"{{% from {Of(f.Template)} import "
            + $"{string.Join(", ", f.Names.Select(static n => $"{n.Name.Identifier} as {n.Target.Identifier}"))} {Context(f.WithContext)} %}}",
        Set s => $"{{% set {Of(s.Target)} = {Of(s.Value)} %}}",
        SetBlock s => $"{{% set {Of(s.Target)}{(s.Filter is { } f ? Filters(f) : "")} %}}{Body(s.Body)}{{% endset %}}",
        Do d => $"{{% do {Of(d.Value)} %}}",
        Break => "{% break %}",
        Continue => "{% continue %}",
        _ => throw new NotSupportedException(statement.GetType().Name),
    };

    private static string Of(Expression expression) => expression switch
    {
        Literal { Value: null } => "none",
        Literal { Value: bool b } => b ? "true" : "false",
        Literal { Value: string s } => Text(s),
        Literal { Value: double d } => double.IsInfinity(d) ? "1e999" : d.ToString("E17", CultureInfo.InvariantCulture),
        Literal { Value: long or BigInteger } l => ((IFormattable)l.Value!).ToString(null, CultureInfo.InvariantCulture),
        Name n => n.Identifier,
        NamespaceReference r => $"{r.Target.Identifier}.{r.Attribute}",
        TupleExpression t => $"({string.Concat(t.Items.Select(static i => Of(i) + ", "))})",
        ListExpression l => $"[{string.Join(", ", l.Items.Select(Of))}]",
        DictionaryExpression d => $"{{{string.Join(", ", d.Items.Select(static i => $"{Of(i.Key)}: {Of(i.Value)}"))}}}",
        Conditional c => $"({Of(c.Then)} if {Of(c.Condition)}{(c.Otherwise is { } e ? " else " + Of(e) : "")})",
        Binary b => $"({Of(b.Left)} {Sign(b.Operator)} {Of(b.Right)})",
        Unary u => $"({(u.Operator == UnaryOperator.Not ? "not " : u.Operator == UnaryOperator.Minus ? "-" : "+")}{Of(u.Operand)})",
        Comparison c => $"({Of(c.First)}{string.Concat(c.Rest.Select(static o => $" {Sign(o.Operator)} {Of(o.Value)}"))})",
        Concatenation c => $"({string.Join(" ~ ", c.Items.Select(Of))})",
        FilterExpression f => $"({Filters(f)})",
        TestExpression t => $"({Of(t.Input)} is {t.Name}({Arguments(t.Arguments)}))",
        Call c => $"{Target(c.Target)}({Arguments(c.Arguments)})",
        AttributeAccess a => $"{Target(a.Target)}.{a.Name}",
        ItemAccess { Index: SliceExpression s } i => $"{Target(i.Target)}[{Optional(s.Start)}:{Optional(s.Stop)}:{Optional(s.Step)}]",
        ItemAccess i => $"{Target(i.Target)}[{Of(i.Index)}]",
        _ => throw new NotSupportedException(expression.GetType().Name),
    };

    private static string Optional(Expression? expression) => expression is null ? "" : Of(expression);

    private static string Target(Expression target) => target is Literal ? $"({Of(target)})" : Of(target);

    private static string Filters(FilterExpression filter) =>
        $"{(filter.Input is FilterExpression inner ? Filters(inner) : Optional(filter.Input))}|{filter.Name}({Arguments(filter.Arguments)})";

    private static string Context(bool with) => with ? "with context" : "without context";

    private static string Parameters(ImmutableArray<Parameter> parameters) =>
        string.Join(", ", parameters.Select(static p => p.Name.Identifier + (p.Default is { } d ? " = " + Of(d) : "")));

    private static string Arguments(ArgumentList arguments)
    {
        var all = arguments.Positional.Select(Of).Concat(arguments.Keywords.Select(static k => $"{k.Name}={Of(k.Value)}"));
        all = arguments.Rest is { } rest ? all.Append("*" + Of(rest)) : all;
        all = arguments.Named is { } named ? all.Append("**" + Of(named)) : all;
        return string.Join(", ", all);
    }

    private static string Text(string text)
    {
        var result = new StringBuilder("'");
        foreach (char c in text)
        {
            _ = c is < ' ' or '\'' or '\\' ? result.Append(CultureInfo.InvariantCulture, $"\\x{(int)c:x2}") : result.Append(c);
        }

        return result.Append('\'').ToString();
    }

    private static string Sign(BinaryOperator op) => op switch
    {
        BinaryOperator.Add => "+",
        BinaryOperator.Subtract => "-",
        BinaryOperator.Multiply => "*",
        BinaryOperator.Divide => "/",
        BinaryOperator.FloorDivide => "//",
        BinaryOperator.Modulo => "%",
        BinaryOperator.Power => "**",
        BinaryOperator.And => "and",
        _ => "or",
    };

    private static string Sign(ComparisonOperator op) => op switch
    {
        ComparisonOperator.Equal => "==",
        ComparisonOperator.NotEqual => "!=",
        ComparisonOperator.Less => "<",
        ComparisonOperator.LessOrEqual => "<=",
        ComparisonOperator.Greater => ">",
        ComparisonOperator.GreaterOrEqual => ">=",
        ComparisonOperator.In => "in",
        _ => "not in",
    };
}
