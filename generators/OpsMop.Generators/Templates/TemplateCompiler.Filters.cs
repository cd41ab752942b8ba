using OpsMop.Parsing;
using OpsMop.Templates.Syntax;
using Constant = OpsMop.Templates.Syntax.Literal;

namespace OpsMop.Generators.Templates;

internal sealed partial class TemplateCompiler
{
    private Operand FilterOperand(FilterExpression filter, Operand input, Scope scope)
    {
        var span = filter.Input?.Span ?? filter.Span;
        if (!BuiltIns.Filters.TryGetValue(filter.Name, out var signature))
        {
            Fault("OPM5002", filter.NameSpan, $"There is no filter '{filter.Name}'.{Suggestion.DidYouMean(filter.Name, BuiltIns.Filters.Keys)}");
            return input;
        }

        var isDynamic = filter.Arguments.Rest is not null || filter.Arguments.Named is not null;
        if (!isDynamic && signature.Method == "Default" && DefaultOperand(filter, input, scope) is { } known)
        {
            return known;
        }

        if (!isDynamic && filter.Arguments.IsEmpty && input is { IsNative: true, Symbol: null } && _shapes[input.Shape] is var shape)
        {
            switch (signature.Method)
            {
                case "Length" when shape is { Kind: ShapeKind.Sequence or ShapeKind.Dictionary, HasCount: true }:
                    return Native(Map(span, $"{Run}Compiled.Count({input.Code})"), _integer);
                case "Items" when shape.Kind == ShapeKind.Dictionary:
                    return DictionaryItems(input, shape);
            }
        }

        if (!isDynamic && signature.Method == "Join" && Joined(filter, input) is { } separator)
        {
            return Native(Map(filter.Span, $"string.Join({separator}, {input.Code})"), _string);
        }

        CheckAttributes(signature, filter, input);
        var value = AsValue(input, span, nullIsWelcome: signature.Method is "Default");
        var hint = ResultHint(signature.Method, filter, input.Shape);
        return isDynamic
            ? Value($"{Run}BuiltInTable.CallFilter(name: {Text(filter.Name)}, input: {value}, arguments: {Arguments(filter.Arguments, scope)}, context: {At(filter.NameSpan)})", hint)
            : Value(Map(filter.Span, Invoke("Filters", signature, value, Bind(signature, filter.Arguments, filter.NameSpan, "filter", scope), filter.NameSpan)), hint);
    }

    /// <summary>The separator of a <c>join</c> of strings of C# by a constant; null where it is something else.</summary>
    private string? Joined(FilterExpression filter, Operand input) =>
        input is { IsNative: true, Symbol: null }
        && _shapes[input.Shape] is { Kind: ShapeKind.Sequence, Element: var element }
        && _shapes[element] is { Kind: ShapeKind.String, IsNullable: false }
            ? filter.Arguments switch
            {
                { IsEmpty: true } => "\"\"",
                { Positional: [Constant { Value: string text }], Keywords.IsEmpty: true, Rest: null, Named: null } => Text(text),
                _ => null,
            }
            : null;

    /// <summary>The filter <c>default</c> where the compiler knows whether it applies. A null of C# is a value that was not given.</summary>
    private Operand? DefaultOperand(FilterExpression filter, Operand input, Scope scope)
    {
        var arguments = filter.Arguments;
        var fallback = arguments.Positional.Length > 0 ? arguments.Positional[0] : arguments.Keywords.FirstOrDefault(static k => k.Name == "default_value")?.Value;
        if (arguments.Positional.Length > 1 || arguments.Keywords.Any(static k => k.Name != "default_value") || arguments.Positional.Length + arguments.Keywords.Length > 1)
        {
            return input.UnknownName is null ? null : Unknown(null);
        }

        if (input.UnknownName is not null)
        {
            return Unknown(fallback);
        }

        if (input is not { IsNative: true, Symbol: null })
        {
            return null;
        }

        var shape = _shapes[input.Shape];
        var other = fallback is null ? Native("\"\"", _string) : Evaluate(fallback, scope);
        if (!shape.IsNullable)
        {
            return input;
        }

        if (other.IsNative && _shapes[other.Shape].Kind == shape.Kind && shape.Kind is ShapeKind.String or ShapeKind.Integer or ShapeKind.Boolean or ShapeKind.Float)
        {
            var result = shape.Kind switch { ShapeKind.String => _string, ShapeKind.Integer => _integer, ShapeKind.Boolean => _boolean, _ => _float };
            return Native($"({input.Code} ?? {other.Code})", result);
        }

        var replaced = AsValue(other, fallback?.Span ?? filter.Span, nullIsWelcome: true);
        return Value($"({input.Code} is null ? {replaced} : {AsValue(input, filter.Span)})", other.Shape == input.Shape ? input.Shape : -1);

        Operand Unknown(Expression? replacement)
        {
            WarnOfUnknown(input.UnknownName!, filter.Input?.Span ?? filter.Span, scope, "its default is always taken");
            replacement ??= arguments.Positional.Length > 0 ? arguments.Positional[0] : arguments.Keywords.FirstOrDefault(static k => k.Name == "default_value")?.Value;
            return replacement is null ? Native("\"\"", _string) : Evaluate(replacement, scope);
        }
    }

    private Operand DictionaryItems(Operand input, Shape dictionary)
    {
        var pair = AddShape(new Shape(
            $"global::System.Collections.Generic.KeyValuePair<{_shapes[dictionary.Key].Type}, {_shapes[dictionary.Element].Type}>",
            ShapeKind.Tuple,
            false,
            true,
            -1,
            -1,
            false,
            false,
            ShapeMember.Pair("Key", dictionary.Key, "Value", dictionary.Element)));
        return Native(input.Code, SequenceOf(pair));
    }

    /// <summary>Attributes that are named in arguments: the type of the items tells whether they are there.</summary>
    private void CheckAttributes(Signature signature, FilterExpression filter, Operand input)
    {
        var argument = signature.Method switch
        {
            "SelectAttr" or "RejectAttr" or "GroupBy" => filter.Arguments.Positional.FirstOrDefault() ?? Keyword("attribute"),
            "Map" or "Sort" or "Unique" or "Sum" or "Min" or "Max" or "Join" => Keyword("attribute"),
            _ => null,
        };
        if (argument is not Constant { Value: string path } || ShapeOf(input.Shape) is not { Kind: ShapeKind.Sequence, Element: >= 0 and var element })
        {
            return;
        }

        foreach (var one in path.Split(','))
        {
            Follow(element, one.Trim(), argument.Span, report: true);
        }

        Expression? Keyword(string name) => filter.Arguments.Keywords.FirstOrDefault(keyword => keyword.Name == name)?.Value;
    }

    /// <summary>The type that a path of members leads to; -1 where it is not known.</summary>
    private int Follow(int shape, string path, Span span, bool report = false)
    {
        foreach (var name in path.Split('.'))
        {
            if (ShapeOf(shape) is not { Kind: ShapeKind.Object or ShapeKind.Tuple } known || name.All(char.IsDigit))
            {
                return -1;
            }

            if (Member(known.Members, name) is not { IsMethod: false } member)
            {
                if (report && known.Kind == ShapeKind.Object && known.Members.Count > 0)
                {
                    // The compiler says that there is no such member.
                    _out.Line($"_ = {Map(span, $"nameof({known.Type.TrimEnd('?')}.{Escape(name)})")};");
                }

                return -1;
            }

            shape = member.Shape;
        }

        return shape;
    }

    /// <summary>What is known of the result of a filter.</summary>
    private int ResultHint(string method, FilterExpression filter, int input)
    {
        if (ShapeOf(input) is not { } shape)
        {
            return -1;
        }

        if (shape.Kind == ShapeKind.Dictionary && method is "DictSort" or "Items")
        {
            return SequenceOf(AddShape(Shape.Tuple(ShapeMember.Pair("Key", shape.Key, "Value", shape.Element))));
        }

        if (shape is not { Kind: ShapeKind.Sequence, Element: >= 0 and var element })
        {
            return -1;
        }

        switch (method)
        {
            case "First" or "Last" or "Min" or "Max":
                return element;
            case "List" or "Sort" or "Reverse" or "Unique" or "Select" or "Reject" or "SelectAttr" or "RejectAttr":
                return SequenceOf(element);
            case "Batch" or "Slice" when filter.Arguments.Positional.Length < 2 && filter.Arguments.Keywords.All(static k => k.Name != "fill_with"):
                return SequenceOf(SequenceOf(element));
            case "GroupBy":
                return SequenceOf(AddShape(Shape.Tuple(ShapeMember.Pair("grouper", AddShape(Shape.Dynamic), "list", SequenceOf(element)))));
            case "Map" when filter.Arguments.Positional.IsEmpty && filter.Arguments.Keywords is [{ Name: "attribute", Value: Constant { Value: string path } }]:
                return Follow(element, path, filter.Span) is >= 0 and var found ? SequenceOf(found) : -1;
            default:
                return -1;
        }
    }
}
