using System.Collections.Immutable;

namespace OpsMop.Templates.Syntax;

/// <summary>A part of a template that does something: writes, sets, or decides what does.</summary>
internal abstract class Statement(Span span) : Node(span);

/// <summary>Text as it is, with line ends normalised and what whitespace control takes away taken away.</summary>
internal sealed class TextData(string text, Span span) : Statement(span)
{
    public string Text { get; } = text;
}

/// <summary><c>{{ value }}</c>.</summary>
internal sealed class Print(Expression value, Span span) : Statement(span)
{
    public Expression Value { get; } = value;
}

/// <summary><c>{% for target in items if condition recursive %} … {% else %} … {% endfor %}</c>.</summary>
internal sealed class For(
    Expression target, Expression items, Expression? condition, bool recursive, ImmutableArray<Statement> body, ImmutableArray<Statement> otherwise, Span span)
    : Statement(span)
{
    /// <summary>A <see cref="Name"/> or a <see cref="TupleExpression"/> of targets.</summary>
    public Expression Target { get; } = target;

    public Expression Items { get; } = items;

    public Expression? Condition { get; } = condition;

    public bool Recursive { get; } = recursive;

    public ImmutableArray<Statement> Body { get; } = body;

    public ImmutableArray<Statement> Otherwise { get; } = otherwise;
}

/// <summary><c>{% if condition %} … {% elif condition %} … {% else %} … {% endif %}</c>. An <c>elif</c> is an <see cref="If"/> alone in <see cref="Otherwise"/>.</summary>
internal sealed class If(Expression condition, ImmutableArray<Statement> then, ImmutableArray<Statement> otherwise, Span span) : Statement(span)
{
    public Expression Condition { get; } = condition;

    public ImmutableArray<Statement> Then { get; } = then;

    public ImmutableArray<Statement> Otherwise { get; } = otherwise;
}

/// <summary>A parameter of a macro or a call block. Those with defaults come last.</summary>
internal sealed class Parameter(Name name, Expression? defaultValue)
{
    public Name Name { get; } = name;

    public Expression? Default { get; } = defaultValue;
}

/// <summary><c>{% macro name(parameters) %} … {% endmacro %}</c>.</summary>
internal sealed class Macro(Name name, ImmutableArray<Parameter> parameters, ImmutableArray<Statement> body, Span span) : Statement(span)
{
    public Name Name { get; } = name;

    public ImmutableArray<Parameter> Parameters { get; } = parameters;

    public ImmutableArray<Statement> Body { get; } = body;
}

/// <summary><c>{% call(parameters) target(arguments) %} … {% endcall %}</c>: the body is the macro's <c>caller</c>.</summary>
internal sealed class CallBlock(Call call, ImmutableArray<Parameter> parameters, ImmutableArray<Statement> body, Span span) : Statement(span)
{
    public Call Call { get; } = call;

    public ImmutableArray<Parameter> Parameters { get; } = parameters;

    public ImmutableArray<Statement> Body { get; } = body;
}

/// <summary><c>{% filter name(arguments) | … %} … {% endfilter %}</c>. The innermost filter has no input.</summary>
internal sealed class FilterBlock(FilterExpression filter, ImmutableArray<Statement> body, Span span) : Statement(span)
{
    public FilterExpression Filter { get; } = filter;

    public ImmutableArray<Statement> Body { get; } = body;
}

/// <summary><c>{% with target = value, … %} … {% endwith %}</c>. The values do not see the targets.</summary>
internal sealed class With(ImmutableArray<(Expression Target, Expression Value)> items, ImmutableArray<Statement> body, Span span) : Statement(span)
{
    public ImmutableArray<(Expression Target, Expression Value)> Items { get; } = items;

    public ImmutableArray<Statement> Body { get; } = body;
}

/// <summary><c>{% block name scoped required %} … {% endblock %}</c>.</summary>
internal sealed class Block(string name, Span nameSpan, bool scoped, bool required, ImmutableArray<Statement> body, Span span) : Statement(span)
{
    public string Name { get; } = name;

    public Span NameSpan { get; } = nameSpan;

    public bool Scoped { get; } = scoped;

    public bool Required { get; } = required;

    public ImmutableArray<Statement> Body { get; } = body;
}

/// <summary><c>{% extends template %}</c>.</summary>
internal sealed class Extends(Expression template, Span span) : Statement(span)
{
    public Expression Template { get; } = template;
}

/// <summary><c>{% include template ignore missing without context %}</c>.</summary>
internal sealed class Include(Expression template, bool ignoreMissing, bool withContext, Span span) : Statement(span)
{
    public Expression Template { get; } = template;

    public bool IgnoreMissing { get; } = ignoreMissing;

    public bool WithContext { get; } = withContext;
}

/// <summary><c>{% import template as target with context %}</c>.</summary>
internal sealed class Import(Expression template, Name target, bool withContext, Span span) : Statement(span)
{
    public Expression Template { get; } = template;

    public Name Target { get; } = target;

    public bool WithContext { get; } = withContext;
}

/// <summary>One name of a <see cref="FromImport"/>.</summary>
/// <param name="name">What it is called in the imported template.</param>
/// <param name="target">What it is called here.</param>
internal sealed class ImportedName(Name name, Name target)
{
    public Name Name { get; } = name;

    public Name Target { get; } = target;
}

/// <summary><c>{% from template import name as other with context %}</c>.</summary>
internal sealed class FromImport(Expression template, ImmutableArray<ImportedName> names, bool withContext, Span span) : Statement(span)
{
    public Expression Template { get; } = template;

    public ImmutableArray<ImportedName> Names { get; } = names;

    public bool WithContext { get; } = withContext;
}

/// <summary><c>{% set target = value %}</c>.</summary>
internal sealed class Set(Expression target, Expression value, Span span) : Statement(span)
{
    /// <summary>A <see cref="Name"/>, a <see cref="NamespaceReference"/>, or a <see cref="TupleExpression"/> of them.</summary>
    public Expression Target { get; } = target;

    public Expression Value { get; } = value;
}

/// <summary><c>{% set target | filter %} … {% endset %}</c>.</summary>
internal sealed class SetBlock(Expression target, FilterExpression? filter, ImmutableArray<Statement> body, Span span) : Statement(span)
{
    public Expression Target { get; } = target;

    public FilterExpression? Filter { get; } = filter;

    public ImmutableArray<Statement> Body { get; } = body;
}

/// <summary><c>{% do expression %}</c>.</summary>
internal sealed class Do(Expression value, Span span) : Statement(span)
{
    public Expression Value { get; } = value;
}

/// <summary><c>{% break %}</c>.</summary>
internal sealed class Break(Span span) : Statement(span);

/// <summary><c>{% continue %}</c>.</summary>
internal sealed class Continue(Span span) : Statement(span);
