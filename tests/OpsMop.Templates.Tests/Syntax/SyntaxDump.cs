using System.Collections.Immutable;
using System.Globalization;
using System.Numerics;
using System.Text;
using OpsMop.Templates.Syntax;

namespace OpsMop.Templates.Tests.Syntax;

/// <summary>A tree as one line, as Jinja2/parse.py writes Jinja2's.</summary>
internal static class SyntaxDump
{
    public static string Of(TemplateSyntax template) => Body(template.Body);

    public static string Of(Expression expression) => expression switch
    {
        Literal { Value: null } => "null",
        Literal { Value: true } => "true",
        Literal { Value: false } => "false",
        Literal { Value: string s } => Text(s),
        Literal { Value: double d } => $"float:{BitConverter.DoubleToInt64Bits(d):x16}",
        Literal { Value: long l } => $"int:{l:x}",
        Literal { Value: BigInteger b } => "int:" + b.ToString("x", CultureInfo.InvariantCulture).TrimStart('0'),
        Name n => $"(name {n.Identifier})",
        NamespaceReference r => $"(nsref {r.Target.Identifier} {r.Attribute})",
        TupleExpression t => Form("tuple", t.Items.Select(Of)),
        ListExpression l => Form("list", l.Items.Select(Of)),
        DictionaryExpression d => Form("dict", d.Items.Select(static i => $"{Of(i.Key)}:{Of(i.Value)}")),
        Conditional c => $"(cond {Of(c.Condition)} {Of(c.Then)} {Optional(c.Otherwise)})",
        Binary b => $"({Operator(b.Operator)} {Of(b.Left)} {Of(b.Right)})",
        Unary u => $"({(u.Operator == UnaryOperator.Not ? "not" : u.Operator == UnaryOperator.Minus ? "neg" : "pos")} {Of(u.Operand)})",
        Comparison c => Form("compare", c.Rest.Select(static o => $"{Operator(o.Operator)} {Of(o.Value)}").Prepend(Of(c.First))),
        Concatenation c => Form("concat", c.Items.Select(Of)),
        FilterExpression f => $"(filter {Optional(f.Input)} {f.Name} {Arguments(f.Arguments)})",
        TestExpression t => $"(test {Of(t.Input)} {t.Name} {Arguments(t.Arguments)})",
        Call c => $"(call {Of(c.Target)} {Arguments(c.Arguments)})",
        AttributeAccess a => $"(attr {Of(a.Target)} {a.Name})",
        ItemAccess i => $"(item {Of(i.Target)} {Of(i.Index)})",
        SliceExpression s => $"(slice {Optional(s.Start)} {Optional(s.Stop)} {Optional(s.Step)})",
        _ => throw new NotSupportedException(expression.GetType().Name),
    };

    private static string Of(Statement statement) => statement switch
    {
        Print p => $"(print {Of(p.Value)})",
        For f => $"(for {Of(f.Target)} {Of(f.Items)} {Optional(f.Condition)} {Switch(f.Recursive)} {Body(f.Body)} {Body(f.Otherwise)})",
        If i => $"(if {Of(i.Condition)} {Body(i.Then)} {Body(i.Otherwise)})",
        Macro m => $"(macro {m.Name.Identifier} {Parameters(m.Parameters)} {Body(m.Body)})",
        CallBlock c => $"(callblock {Of(c.Call)} {Parameters(c.Parameters)} {Body(c.Body)})",
        FilterBlock f => $"(filterblock {Of(f.Filter)} {Body(f.Body)})",
        With w => Form("with", w.Items.Select(static i => $"{Of(i.Target)}={Of(i.Value)}").Append(Body(w.Body))),
        Block b => $"(block {b.Name} {Switch(b.Scoped)} {Switch(b.Required)} {Body(b.Body)})",
        Extends e => $"(extends {Of(e.Template)})",
        Include i => $"(include {Of(i.Template)} {Switch(i.IgnoreMissing)} {Switch(i.WithContext)})",
        Import i => $"(import {Of(i.Template)} {i.Target.Identifier} {Switch(i.WithContext)})",
        FromImport f => Form(
            "from",
            f.Names.Select(static n => $"{n.Name.Identifier}:{n.Target.Identifier}").Prepend(Of(f.Template)).Append(Switch(f.WithContext))),
        Set s => $"(set {Of(s.Target)} {Of(s.Value)})",
        SetBlock s => $"(setblock {Of(s.Target)} {Optional(s.Filter)} {Body(s.Body)})",
        Do d => $"(do {Of(d.Value)})",
        Break => "(break)",
        Continue => "(continue)",
        _ => throw new NotSupportedException(statement.GetType().Name),
    };

    private static string Body(ImmutableArray<Statement> body)
    {
        var parts = new List<string>();
        var data = "";
        foreach (var statement in body)
        {
            if (statement is TextData text)
            {
                data += text.Text;
                continue;
            }

            AddData();
            parts.Add(Of(statement));
        }

        AddData();
        return "{" + string.Join(' ', parts) + "}";

        void AddData()
        {
            if (data.Length > 0)
            {
                parts.Add($"(data {Text(data)})");
                data = "";
            }
        }
    }

    private static string Form(string name, IEnumerable<string> parts) => "(" + string.Join(' ', parts.Prepend(name)) + ")";

    private static string Optional(Expression? expression) => expression is null ? "-" : Of(expression);

    private static string Switch(bool value) => value ? "true" : "false";

    private static string Arguments(ArgumentList arguments)
    {
        var parts = arguments.Positional.Select(Of).Concat(arguments.Keywords.Select(static k => $"{k.Name}={Of(k.Value)}"));
        parts = arguments.Rest is { } rest ? parts.Append("*" + Of(rest)) : parts;
        parts = arguments.Named is { } named ? parts.Append("**" + Of(named)) : parts;
        return "[" + string.Join(' ', parts) + "]";
    }

    private static string Parameters(ImmutableArray<Parameter> parameters) =>
        "[" + string.Join(' ', parameters.Select(static p => p.Default is null ? p.Name.Identifier : $"{p.Name.Identifier}={Of(p.Default)}")) + "]";

    private static string Operator(BinaryOperator op) => op switch
    {
        BinaryOperator.Add => "add",
        BinaryOperator.Subtract => "sub",
        BinaryOperator.Multiply => "mul",
        BinaryOperator.Divide => "div",
        BinaryOperator.FloorDivide => "floordiv",
        BinaryOperator.Modulo => "mod",
        BinaryOperator.Power => "pow",
        BinaryOperator.And => "and",
        _ => "or",
    };

    private static string Operator(ComparisonOperator op) => op switch
    {
        ComparisonOperator.Equal => "eq",
        ComparisonOperator.NotEqual => "ne",
        ComparisonOperator.Less => "lt",
        ComparisonOperator.LessOrEqual => "lteq",
        ComparisonOperator.Greater => "gt",
        ComparisonOperator.GreaterOrEqual => "gteq",
        ComparisonOperator.In => "in",
        _ => "notin",
    };

    /// <summary>As Python's json.dumps writes a text.</summary>
    private static string Text(string text)
    {
        var result = new StringBuilder("\"");
        foreach (char c in text)
        {
            _ = c switch
            {
                '"' => result.Append("\\\""),
                '\\' => result.Append("\\\\"),
                '\n' => result.Append("\\n"),
                '\r' => result.Append("\\r"),
                '\t' => result.Append("\\t"),
                '\f' => result.Append("\\f"),
                '\b' => result.Append("\\b"),
                < ' ' or > '~' => result.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
                _ => result.Append(c),
            };
        }

        return result.Append('"').ToString();
    }
}
