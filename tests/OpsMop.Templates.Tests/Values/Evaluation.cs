using System.Numerics;
using OpsMop.Templates.Syntax;

namespace OpsMop.Templates.Tests;

/// <summary>Evaluates an expression by the operators and the built-ins, and by nothing else: neither the interpreter nor the compiler is in between.</summary>
internal sealed class Evaluation(RenderContext context, IReadOnlyDictionary<string, Value> names)
{
    public static TemplateLimits Limits { get; } = new() { Characters = 1_000_000, Items = 100_000 };

    /// <summary>What <c>{{ expression }}</c> renders.</summary>
    public static Text Render(string expression, IReadOnlyDictionary<string, Value>? names = null, TemplateLimits? limits = null,
        CancellationToken cancel = default)
    {
        var context = new RenderContext(["test"], limits ?? Limits, cancel);
        context.At(0, 1, 1);
        using var output = new TemplateOutput(context);
        output.Write(Evaluate(expression, context, names));
        return output.ToText();
    }

    public static Value Evaluate(string expression, RenderContext context, IReadOnlyDictionary<string, Value>? names = null)
    {
        var source = new SourceLines("test", "{{ " + expression + " }}");
        TemplateSyntax? syntax = TemplateParser.Parse(source, SyntaxOptions.Default, out SyntaxFault? fault);
        if (syntax is null)
        {
            throw context.Fault(fault!.Message);
        }

        return new Evaluation(context, names ?? new Dictionary<string, Value>()).Of(((Print)Assert.Single(syntax.Body)).Value);
    }

    private Value Of(Expression? expression) => expression switch
    {
        null => default,
        Literal literal => literal.Value switch
        {
            null => Value.None,
            string s => s,
            bool b => b,
            long l => l,
            BigInteger big => big,
            double d => d,
            var other => throw new InvalidOperationException($"{other}"),
        },
        Name name => names.TryGetValue(name.Identifier, out Value value) || BuiltInTable.TryGetGlobal(name.Identifier, out value)
            ? value
            : UndefinedValue.OfName(name.Identifier, names.Keys),
        ListExpression list => new ListValue(list.Items.Select(Of)),
        TupleExpression tuple => new TupleValue([.. tuple.Items.Select(Of)]),
        DictionaryExpression dictionary => Dictionary(dictionary),
        Conditional conditional => Operators.IsTrue(Of(conditional.Condition), context) ? Of(conditional.Then) : Of(conditional.Otherwise),
        Binary { Operator: BinaryOperator.And } and => Of(and.Left) is var left && Operators.IsTrue(left, context) ? Of(and.Right) : left,
        Binary { Operator: BinaryOperator.Or } or => Of(or.Left) is var left && Operators.IsTrue(left, context) ? left : Of(or.Right),
        Binary binary => Operate(binary.Operator, Of(binary.Left), Of(binary.Right)),
        Unary unary => unary.Operator switch
        {
            UnaryOperator.Not => !Operators.IsTrue(Of(unary.Operand), context),
            UnaryOperator.Minus => Operators.Negate(Of(unary.Operand), context),
            _ => Operators.Plus(Of(unary.Operand), context),
        },
        Comparison comparison => Compare(comparison),
        Concatenation concatenation => Operators.Concatenate(concatenation.Items.Select(Of).ToArray(), context),
        FilterExpression filter => BuiltInTable.CallFilter(filter.Name, context, Of(filter.Input), Arguments(filter.Arguments)),
        TestExpression test => BuiltInTable.CallTest(test.Name, context, Of(test.Input), Arguments(test.Arguments)),
        Call call => Operators.Call(Of(call.Target), Arguments(call.Arguments), context),
        AttributeAccess attribute => Operators.Attribute(Of(attribute.Target), attribute.Name, context),
        ItemAccess { Index: SliceExpression slice } item => Operators.Slice(Of(item.Target), Of(slice.Start), Of(slice.Stop), Of(slice.Step), context),
        ItemAccess item => Operators.Item(Of(item.Target), Of(item.Index), context),
        _ => throw new InvalidOperationException(expression.GetType().Name),
    };

    private Value Operate(BinaryOperator op, Value left, Value right) => op switch
    {
        BinaryOperator.Add => Operators.Add(left, right, context),
        BinaryOperator.Subtract => Operators.Subtract(left, right, context),
        BinaryOperator.Multiply => Operators.Multiply(left, right, context),
        BinaryOperator.Divide => Operators.Divide(left, right, context),
        BinaryOperator.FloorDivide => Operators.FloorDivide(left, right, context),
        BinaryOperator.Modulo => Operators.Modulo(left, right, context),
        _ => Operators.Power(left, right, context),
    };

    private Value Compare(Comparison comparison)
    {
        Value left = Of(comparison.First);
        foreach (Operand operand in comparison.Rest)
        {
            Value right = Of(operand.Value);
            bool holds = operand.Operator switch
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
            if (!holds)
            {
                return false;
            }

            left = right;
        }

        return true;
    }

    private DictionaryValue Dictionary(DictionaryExpression expression)
    {
        var dictionary = new DictionaryValue();
        foreach ((Expression key, Expression value) in expression.Items)
        {
            dictionary.Set(Of(key), Of(value), context);
        }

        return dictionary;
    }

    private CallArguments Arguments(ArgumentList arguments)
    {
        List<Value> positional = [.. arguments.Positional.Select(Of)];
        if (arguments.Rest is not null)
        {
            positional.AddRange(Operators.Iterate(Of(arguments.Rest), context));
        }

        return new([.. positional], [.. arguments.Keywords.Select(keyword => KeyValuePair.Create(keyword.Name, Of(keyword.Value)))]);
    }
}
