using System.Collections.Immutable;

namespace OpsMop.Templates.Syntax;

/// <summary>A part of a template that has a value.</summary>
internal abstract class Expression(Span span) : Node(span)
{
    /// <summary>How many expressions are inside each other here, this one included; at most <see cref="SyntaxLimits.ExpressionDepth"/>.</summary>
    public int Depth { get; init; } = 1;
}

/// <summary>A constant: a <see cref="string"/>, a <see cref="long"/>, a <see cref="System.Numerics.BigInteger"/>, a <see cref="double"/>, a <see cref="bool"/>, or null for <c>none</c>.</summary>
internal sealed class Literal(object? value, Span span) : Expression(span)
{
    public object? Value { get; } = value;
}

/// <summary>A name that is read, or, as a target, set.</summary>
internal sealed class Name(string identifier, Span span) : Expression(span)
{
    public string Identifier { get; } = identifier;
}

/// <summary>As a target: an attribute of a namespace, <c>{% set ns.found = true %}</c>.</summary>
internal sealed class NamespaceReference(Name target, string attribute, Span span) : Expression(span)
{
    public Name Target { get; } = target;

    public string Attribute { get; } = attribute;
}

/// <summary>A tuple: <c>(1, 2)</c>, or as a target <c>key, value</c>.</summary>
internal sealed class TupleExpression(ImmutableArray<Expression> items, Span span) : Expression(span)
{
    public ImmutableArray<Expression> Items { get; } = items;
}

/// <summary>A list: <c>[1, 2]</c>.</summary>
internal sealed class ListExpression(ImmutableArray<Expression> items, Span span) : Expression(span)
{
    public ImmutableArray<Expression> Items { get; } = items;
}

/// <summary>A dictionary: <c>{'a': 1}</c>.</summary>
internal sealed class DictionaryExpression(ImmutableArray<(Expression Key, Expression Value)> items, Span span) : Expression(span)
{
    public ImmutableArray<(Expression Key, Expression Value)> Items { get; } = items;
}

/// <summary><c>a if condition else b</c>. Without <c>else</c> it is undefined where the condition does not hold.</summary>
internal sealed class Conditional(Expression condition, Expression then, Expression? otherwise, Span span) : Expression(span)
{
    public Expression Condition { get; } = condition;

    public Expression Then { get; } = then;

    public Expression? Otherwise { get; } = otherwise;
}

internal enum BinaryOperator
{
    Add,
    Subtract,
    Multiply,
    Divide,
    FloorDivide,
    Modulo,
    Power,
    And,
    Or,
}

/// <summary>Two operands and an operator.</summary>
internal sealed class Binary(BinaryOperator op, Expression left, Expression right, Span operatorSpan, Span span) : Expression(span)
{
    public BinaryOperator Operator { get; } = op;

    public Expression Left { get; } = left;

    public Expression Right { get; } = right;

    public Span OperatorSpan { get; } = operatorSpan;
}

internal enum UnaryOperator
{
    Not,
    Minus,
    Plus,
}

internal sealed class Unary(UnaryOperator op, Expression operand, Span span) : Expression(span)
{
    public UnaryOperator Operator { get; } = op;

    public Expression Operand { get; } = operand;
}

internal enum ComparisonOperator
{
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    In,
    NotIn,
}

/// <summary>One comparison of a chain.</summary>
internal sealed class Operand(ComparisonOperator op, Expression value, Span operatorSpan)
{
    public ComparisonOperator Operator { get; } = op;

    public Expression Value { get; } = value;

    public Span OperatorSpan { get; } = operatorSpan;
}

/// <summary>A chain of comparisons: <c>1 &lt; x &lt;= 5</c>. Each operand is evaluated once.</summary>
internal sealed class Comparison(Expression first, ImmutableArray<Operand> rest, Span span) : Expression(span)
{
    public Expression First { get; } = first;

    public ImmutableArray<Operand> Rest { get; } = rest;
}

/// <summary>Values as text, one after the other: <c>a ~ b ~ c</c>.</summary>
internal sealed class Concatenation(ImmutableArray<Expression> items, Span span) : Expression(span)
{
    public ImmutableArray<Expression> Items { get; } = items;
}

/// <summary>What a call, a filter or a test is given: <c>(1, name=2, *rest, **named)</c>.</summary>
internal sealed class ArgumentList(ImmutableArray<Expression> positional, ImmutableArray<KeywordArgument> keywords, Expression? rest, Expression? named)
{
    public static ArgumentList Empty { get; } = new(ImmutableArray<Expression>.Empty, ImmutableArray<KeywordArgument>.Empty, null, null);

    public ImmutableArray<Expression> Positional { get; } = positional;

    public ImmutableArray<KeywordArgument> Keywords { get; } = keywords;

    /// <summary>A sequence of further positional arguments: <c>*rest</c>.</summary>
    public Expression? Rest { get; } = rest;

    /// <summary>A dictionary of further keyword arguments: <c>**named</c>.</summary>
    public Expression? Named { get; } = named;

    /// <summary>How deep the deepest argument is.</summary>
    public int Depth { get; init; }

    public bool IsEmpty => Positional.IsEmpty && Keywords.IsEmpty && Rest is null && Named is null;
}

/// <summary><c>name=value</c>.</summary>
internal sealed class KeywordArgument(string name, Span nameSpan, Expression value)
{
    public string Name { get; } = name;

    public Span NameSpan { get; } = nameSpan;

    public Expression Value { get; } = value;
}

/// <summary>A filter: <c>value | name(arguments)</c>.</summary>
/// <param name="input">What it is applied to; null in a filter block, whose body it is applied to, and for the innermost filter of a set block.</param>
/// <param name="name">The name, with dots where it has some.</param>
/// <param name="nameSpan">Where the name stands.</param>
/// <param name="arguments">The arguments.</param>
/// <param name="span">Where all of it stands.</param>
internal sealed class FilterExpression(Expression? input, string name, Span nameSpan, ArgumentList arguments, Span span) : Expression(span)
{
    public Expression? Input { get; } = input;

    public string Name { get; } = name;

    public Span NameSpan { get; } = nameSpan;

    public ArgumentList Arguments { get; } = arguments;
}

/// <summary>A test: <c>value is name(arguments)</c>. <c>is not</c> is a test within a <see cref="UnaryOperator.Not"/>.</summary>
internal sealed class TestExpression(Expression input, string name, Span nameSpan, ArgumentList arguments, Span span) : Expression(span)
{
    public Expression Input { get; } = input;

    public string Name { get; } = name;

    public Span NameSpan { get; } = nameSpan;

    public ArgumentList Arguments { get; } = arguments;
}

/// <summary>A call: <c>target(arguments)</c>.</summary>
internal sealed class Call(Expression target, ArgumentList arguments, Span span) : Expression(span)
{
    public Expression Target { get; } = target;

    public ArgumentList Arguments { get; } = arguments;
}

/// <summary>An attribute, <c>target.name</c>: of an object its member, of a dictionary its method or its item.</summary>
internal sealed class AttributeAccess(Expression target, string name, Span nameSpan, Span span) : Expression(span)
{
    public Expression Target { get; } = target;

    public string Name { get; } = name;

    public Span NameSpan { get; } = nameSpan;
}

/// <summary>An item, <c>target[index]</c>; <c>target.0</c> is one too.</summary>
internal sealed class ItemAccess(Expression target, Expression index, Span span) : Expression(span)
{
    public Expression Target { get; } = target;

    /// <summary>A <see cref="SliceExpression"/> stands here only.</summary>
    public Expression Index { get; } = index;
}

/// <summary>A slice, <c>start:stop:step</c>, as the index of an <see cref="ItemAccess"/>.</summary>
internal sealed class SliceExpression(Expression? start, Expression? stop, Expression? step, Span span) : Expression(span)
{
    public Expression? Start { get; } = start;

    public Expression? Stop { get; } = stop;

    public Expression? Step { get; } = step;
}
