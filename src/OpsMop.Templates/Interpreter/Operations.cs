using System.Runtime.CompilerServices;
using OpsMop.Templates.Syntax;

namespace OpsMop.Templates.Interpreter;

/// <summary>A value that does not change.</summary>
internal sealed class ConstantCode(Value value, Place place) : ExpressionCode(place)
{
    public Value Value { get; } = value;

    public override Value Evaluate(Scope scope) => Value;
}

/// <summary>A tuple.</summary>
internal sealed class TupleCode(ExpressionCode[] items, Place place) : ExpressionCode(place)
{
    public override Value Evaluate(Scope scope)
    {
        var values = new Value[items.Length];
        for (int i = 0; i < items.Length; i++)
        {
            values[i] = items[i].Evaluate(scope);
        }

        return new TupleValue(values);
    }
}

/// <summary>A list, a new one at each evaluation.</summary>
internal sealed class ListCode(ExpressionCode[] items, Place place) : ExpressionCode(place)
{
    public override Value Evaluate(Scope scope)
    {
        var values = new List<Value>(items.Length);
        foreach (ExpressionCode item in items)
        {
            values.Add(item.Evaluate(scope));
        }

        return new ListValue(values);
    }
}

/// <summary>A dictionary, a new one at each evaluation.</summary>
internal sealed class DictionaryCode((ExpressionCode Key, ExpressionCode Value)[] items, Place place) : ExpressionCode(place)
{
    public override Value Evaluate(Scope scope)
    {
        var values = new DictionaryValue();
        foreach ((ExpressionCode key, ExpressionCode value) in items)
        {
            Value name = key.Evaluate(scope);
            Value content = value.Evaluate(scope);
            values.Set(name, content, scope.At(Place));
        }

        return values;
    }
}

/// <summary><c>a if condition else b</c>.</summary>
internal sealed class ConditionalCode(ExpressionCode condition, ExpressionCode then, ExpressionCode? otherwise, Place place) : ExpressionCode(place)
{
    public override Value Evaluate(Scope scope) => condition.Test(scope) ? then.Evaluate(scope) : otherwise?.Evaluate(scope) ?? Missing();

    public override bool Test(Scope scope) => condition.Test(scope) ? then.Test(scope) : otherwise is not null && otherwise.Test(scope);

    public override void Write(Scope scope)
    {
        // Without else there is nothing to write: this one is Jinja2's lenient undefined, even with a strict one.
        if (condition.Test(scope))
        {
            then.Write(scope);
        }
        else
        {
            otherwise?.Write(scope);
        }
    }

    private Value Missing() => UndefinedValue.WithoutElse(Place.Line);
}

/// <summary><c>and</c>.</summary>
internal sealed class AndCode(ExpressionCode left, ExpressionCode right, Place place) : ExpressionCode(place)
{
    public override Value Evaluate(Scope scope)
    {
        Value value = left.Evaluate(scope);
        return Operators.IsTrue(value, scope.At(left.Place)) ? right.Evaluate(scope) : value;
    }

    public override bool Test(Scope scope) => left.Test(scope) && right.Test(scope);
}

/// <summary><c>or</c>.</summary>
internal sealed class OrCode(ExpressionCode left, ExpressionCode right, Place place) : ExpressionCode(place)
{
    public override Value Evaluate(Scope scope)
    {
        Value value = left.Evaluate(scope);
        return Operators.IsTrue(value, scope.At(left.Place)) ? value : right.Evaluate(scope);
    }

    public override bool Test(Scope scope) => left.Test(scope) || right.Test(scope);
}

/// <summary><c>not</c>.</summary>
internal sealed class NotCode(ExpressionCode operand, Place place) : ExpressionCode(place)
{
    public override Value Evaluate(Scope scope) => !operand.Test(scope);

    public override bool Test(Scope scope) => !operand.Test(scope);
}

/// <summary>An operator of two operands that are both evaluated.</summary>
internal sealed class BinaryCode(BinaryOperator op, ExpressionCode left, ExpressionCode right, Place place) : ExpressionCode(place)
{
    public override Value Evaluate(Scope scope)
    {
        Value a = left.Evaluate(scope);
        Value b = right.Evaluate(scope);
        RenderContext context = scope.At(Place);
        return op switch
        {
            BinaryOperator.Add => Operators.Add(a, b, context),
            BinaryOperator.Subtract => Operators.Subtract(a, b, context),
            BinaryOperator.Multiply => Operators.Multiply(a, b, context),
            BinaryOperator.Divide => Operators.Divide(a, b, context),
            BinaryOperator.FloorDivide => Operators.FloorDivide(a, b, context),
            BinaryOperator.Modulo => Operators.Modulo(a, b, context),
            _ => Operators.Power(a, b, context),
        };
    }
}

/// <summary><c>-x</c> and <c>+x</c>.</summary>
internal sealed class SignCode(bool minus, ExpressionCode operand, Place place) : ExpressionCode(place)
{
    public override Value Evaluate(Scope scope)
    {
        Value value = operand.Evaluate(scope);
        RenderContext context = scope.At(Place);
        return minus ? Operators.Negate(value, context) : Operators.Plus(value, context);
    }
}

/// <summary>One comparison or a chain of them.</summary>
internal sealed class ComparisonCode(ExpressionCode first, (ComparisonOperator Operator, ExpressionCode Value, Place Place)[] rest, Place place)
    : ExpressionCode(place)
{
    public override Value Evaluate(Scope scope) => Test(scope);

    public override bool Test(Scope scope)
    {
        Value left = first.Evaluate(scope);
        foreach ((ComparisonOperator op, ExpressionCode operand, Place at) in rest)
        {
            Value right = operand.Evaluate(scope);
            if (!Holds(op, left, right, scope.At(at)))
            {
                return false;
            }

            left = right;
        }

        return true;
    }

    private static bool Holds(ComparisonOperator op, Value left, Value right, RenderContext context) => op switch
    {
        ComparisonOperator.Equal => Operators.Equal(left, right, context),
        ComparisonOperator.NotEqual => Operators.NotEqual(left, right, context),
        ComparisonOperator.Less => Operators.Less(left, right, context),
        ComparisonOperator.LessOrEqual => Operators.LessOrEqual(left, right, context),
        ComparisonOperator.Greater => Operators.Greater(left, right, context),
        ComparisonOperator.GreaterOrEqual => Operators.GreaterOrEqual(left, right, context),
        ComparisonOperator.In => Operators.Contains(left, right, context),
        _ => !Operators.Contains(left, right, context),
    };
}

/// <summary><c>a ~ b</c>.</summary>
internal sealed class ConcatenationCode(ExpressionCode[] items, Place place) : ExpressionCode(place)
{
    public override Value Evaluate(Scope scope)
    {
        var values = new Value[items.Length];
        for (int i = 0; i < items.Length; i++)
        {
            values[i] = items[i].Evaluate(scope);
        }

        return Operators.Concatenate(values, scope.At(Place));
    }
}

/// <summary><c>target.name</c>.</summary>
internal sealed class AttributeCode(ExpressionCode target, string name, Place place) : ExpressionCode(place)
{
    private readonly bool _mayBeItem = !ContainerMethods.Dictionary.TryGet(name, out _);
    private int _hint;

    public override Value Evaluate(Scope scope)
    {
        Value value = target.Evaluate(scope);
        if (_mayBeItem && value.AsObject() is DictionaryValue dictionary && dictionary.TryGet(name, ref _hint, out Value item))
        {
            return item;
        }

        // What can be wrong here is that there is no target.
        return Operators.Attribute(value, name, scope.At(value.IsUndefined ? target.Place : Place));
    }
}

/// <summary><c>target[index]</c>.</summary>
internal sealed class ItemCode(ExpressionCode target, ExpressionCode index, Place place) : ExpressionCode(place)
{
    public override Value Evaluate(Scope scope)
    {
        Value value = target.Evaluate(scope);
        Value key = index.Evaluate(scope);
        return Operators.Item(value, key, scope.At(value.IsUndefined ? target.Place : Place));
    }
}

/// <summary><c>target[start:stop:step]</c>.</summary>
internal sealed class SliceCode(ExpressionCode target, ExpressionCode? start, ExpressionCode? stop, ExpressionCode? step, Place place) : ExpressionCode(place)
{
    public override Value Evaluate(Scope scope)
    {
        Value value = target.Evaluate(scope);
        Value first = start?.Evaluate(scope) ?? default;
        Value end = stop?.Evaluate(scope) ?? default;
        Value by = step?.Evaluate(scope) ?? default;
        return Operators.Slice(value, first, end, by, scope.At(value.IsUndefined ? target.Place : Place));
    }
}

/// <summary><c>x is defined</c>, <c>x is not defined</c>, <c>x is undefined</c>.</summary>
internal sealed class DefinedCode(ExpressionCode input, bool defined, Place place) : ExpressionCode(place)
{
    public override Value Evaluate(Scope scope) => Test(scope);

    public override bool Test(Scope scope)
    {
        Value value = input is NameCode name ? name.Peek(scope) : input.Evaluate(scope);
        return !value.IsUndefined == defined;
    }
}

/// <summary><c>x | default(y)</c>, for undefined values only.</summary>
internal sealed class DefaultCode(ExpressionCode input, ExpressionCode? otherwise, Place place) : ExpressionCode(place)
{
    public override Value Evaluate(Scope scope)
    {
        Value value = input is NameCode name ? name.Peek(scope) : input.Evaluate(scope);
        Value instead = otherwise is null ? "" : otherwise.Evaluate(scope);
        return value.IsUndefined ? instead : value;
    }
}

/// <summary>A filter or a test whose arguments were bound when the template was loaded.</summary>
internal sealed class BuiltInCode : ExpressionCode
{
    private readonly BuiltIn _function;
    private readonly ExpressionCode _input;
    private readonly ExpressionCode?[] _arguments;
    private readonly Value[]? _constants;

    /// <param name="function">The filter or the test.</param>
    /// <param name="input">What it is applied to.</param>
    /// <param name="arguments">One per parameter; null where none was given.</param>
    /// <param name="place">Where its name stands.</param>
    public BuiltInCode(BuiltIn function, ExpressionCode input, ExpressionCode?[] arguments, Place place)
        : base(place)
    {
        _function = function;
        _input = input;
        _arguments = arguments;
        if (arguments.All(static argument => argument is null or ConstantCode))
        {
            _constants = [.. arguments.Select(static argument => (argument as ConstantCode)?.Value ?? default)];
        }
    }

    public override Value Evaluate(Scope scope)
    {
        Value input = _input.Evaluate(scope);
        if (_constants is not null)
        {
            return _function(scope.At(Place), input, _constants);
        }

        if (_arguments.Length <= 4)
        {
            return WithFew(scope, input);
        }

        var values = new Value[_arguments.Length];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = _arguments[i]?.Evaluate(scope) ?? default;
        }

        return _function(scope.At(Place), input, values);
    }

    private Value WithFew(Scope scope, Value input)
    {
        Four buffer = default;
        Span<Value> values = buffer;
        for (int i = 0; i < _arguments.Length; i++)
        {
            values[i] = _arguments[i]?.Evaluate(scope) ?? default;
        }

        return _function(scope.At(Place), input, values[.._arguments.Length]);
    }

    [InlineArray(4)]
    private struct Four
    {
        private Value _first;
    }
}

/// <summary>A filter or a test that takes any arguments, or is given some by <c>*rest</c> or <c>**named</c>: they are bound at each evaluation.</summary>
internal sealed class BoundBuiltInCode(BuiltInFunction function, ExpressionCode input, ArgumentsCode arguments, Place place) : ExpressionCode(place)
{
    public override Value Evaluate(Scope scope)
    {
        Value value = input.Evaluate(scope);
        CallArguments given = arguments.Evaluate(scope, Place);
        return function.Invoke(scope.At(Place), value, given);
    }
}

/// <summary>The arguments of a call.</summary>
internal sealed class ArgumentsCode(
    ExpressionCode[] positional, (string Name, ExpressionCode Value)[] keywords, ExpressionCode? rest, ExpressionCode? named)
{
    public CallArguments Evaluate(Scope scope, Place place, MacroValue? caller = null)
    {
        Value[] values = positional.Length == 0 ? [] : new Value[positional.Length];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = positional[i].Evaluate(scope);
        }

        if (rest is not null)
        {
            Value more = rest.Evaluate(scope);
            values = [.. values, .. Operators.Iterate(more, scope.At(rest.Place))];
        }

        if (keywords.Length == 0 && named is null && caller is null)
        {
            return new CallArguments(values, []);
        }

        return new CallArguments(values, Keywords(scope, place, caller));
    }

    private KeyValuePair<string, Value>[] Keywords(Scope scope, Place place, MacroValue? caller)
    {
        var pairs = new List<KeyValuePair<string, Value>>(keywords.Length + 1);
        foreach ((string name, ExpressionCode value) in keywords)
        {
            pairs.Add(new(name, value.Evaluate(scope)));
        }

        if (caller is not null)
        {
            Add(pairs, "caller", caller, scope, place);
        }

        if (named is not null)
        {
            Value more = named.Evaluate(scope);
            RenderContext context = scope.At(named.Place);
            if (more.AsObject() is not DictionaryValue dictionary)
            {
                throw more.IsUndefined
                    ? context.Fault(more.AsObject() is UndefinedValue undefined ? undefined.Message : "argument after ** is undefined")
                    : context.Fault("argument after ** must be a mapping");
            }

            foreach (Value key in dictionary.Iterate(context))
            {
                string? name = key.TryGetString(out string? text) ? text : throw context.Fault("keywords must be strings");
                dictionary.TryGetItem(key, context, out Value value);
                Add(pairs, name, value, scope, place);
            }
        }

        return [.. pairs];
    }

    private static void Add(List<KeyValuePair<string, Value>> pairs, string name, Value value, Scope scope, Place place)
    {
        foreach (KeyValuePair<string, Value> pair in pairs)
        {
            if (pair.Key == name)
            {
                throw scope.At(place).Fault($"The argument '{name}' is given twice.");
            }
        }

        pairs.Add(new(name, value));
    }
}

/// <summary>A call.</summary>
internal sealed class CallCode(ExpressionCode target, ArgumentsCode arguments, Place place) : ExpressionCode(place)
{
    public override Value Evaluate(Scope scope) => Call(scope, null);

    public override void Write(Scope scope) => Write(scope, null);

    /// <summary>Writes what it gives. What macros, blocks and recursive loops write needs no detour through a value.</summary>
    public void Write(Scope scope, MacroValue? caller)
    {
        Value function = target.Evaluate(scope);
        if (function.AsObject() is IWritesItself writer)
        {
            CallArguments given = arguments.Evaluate(scope, Place, caller);
            scope.At(Place);
            writer.CallAndWrite(given, scope.Output);
            return;
        }

        Value value = Call(scope, function, caller);
        scope.At(Place);
        scope.Output.Write(value);
    }

    private Value Call(Scope scope, MacroValue? caller) => Call(scope, target.Evaluate(scope), caller);

    private Value Call(Scope scope, Value function, MacroValue? caller)
    {
        CallArguments given = arguments.Evaluate(scope, Place, caller);
        return Operators.Call(function, given, scope.At(function.IsUndefined ? target.Place : Place));
    }
}
