using System.Numerics;
using OpsMop.Parsing;
using OpsMop.Templates.Syntax;

namespace OpsMop.Templates.Interpreter;

/// <content>Expressions.</content>
internal sealed partial class Lowering
{
    private ExpressionCode Lower(Expression expression, Frame frame)
    {
        switch (expression)
        {
            case Literal node:
                return new ConstantCode(ValueOf(node.Value), PlaceOf(node.Span));
            case Name node:
                return LowerName(node, frame);
            case TupleExpression node:
                return new TupleCode([.. node.Items.Select(item => Lower(item, frame))], PlaceOf(node.Span));
            case ListExpression node:
                return new ListCode([.. node.Items.Select(item => Lower(item, frame))], PlaceOf(node.Span));
            case DictionaryExpression node:
                return new DictionaryCode([.. node.Items.Select(item => (Lower(item.Key, frame), Lower(item.Value, frame)))], PlaceOf(node.Span));
            case Conditional node:
                return new ConditionalCode(
                    Lower(node.Condition, frame),
                    Lower(node.Then, frame),
                    node.Otherwise is null ? null : Lower(node.Otherwise, frame),
                    PlaceOf(node.Span));
            case Binary { Operator: BinaryOperator.And } node:
                return new AndCode(Lower(node.Left, frame), Lower(node.Right, frame), PlaceOf(node.Left.Span));
            case Binary { Operator: BinaryOperator.Or } node:
                return new OrCode(Lower(node.Left, frame), Lower(node.Right, frame), PlaceOf(node.Left.Span));
            case Binary node:
                ExpressionCode left = Lower(node.Left, frame);
                ExpressionCode right = Lower(node.Right, frame);
                return Folded(new BinaryCode(node.Operator, left, right, PlaceOf(node.OperatorSpan)), left, right);
            case Unary { Operator: UnaryOperator.Not } node:
                return LowerNot(node, frame);
            case Unary node:
                ExpressionCode operand = Lower(node.Operand, frame);
                return Folded(new SignCode(node.Operator == UnaryOperator.Minus, operand, PlaceOf(node.Span)), operand);
            case Comparison node:
                ExpressionCode first = Lower(node.First, frame);
                (ComparisonOperator, ExpressionCode, Place)[] rest =
                    [.. node.Rest.Select(item => (item.Operator, Lower(item.Value, frame), PlaceOf(item.OperatorSpan)))];
                return Folded(new ComparisonCode(first, rest, PlaceOf(node.Span)), [first, .. rest.Select(static item => item.Item2)]);
            case Concatenation node:
                ExpressionCode[] parts = [.. node.Items.Select(item => Lower(item, frame))];
                return Folded(new ConcatenationCode(parts, PlaceOf(node.Span)), parts);
            case FilterExpression node:
                return LowerFilter(node, frame, null);
            case TestExpression node:
                return LowerTest(node, frame);
            case Call node:
                return LowerCall(node, frame);
            case AttributeAccess node:
                _unit.LeavesValues &= !_changers.Contains(node.Name);
                return new AttributeCode(Lower(node.Target, frame), node.Name, PlaceOf(node.NameSpan));
            case ItemAccess { Index: SliceExpression slice } node:
                return new SliceCode(
                    Lower(node.Target, frame),
                    slice.Start is null ? null : Lower(slice.Start, frame),
                    slice.Stop is null ? null : Lower(slice.Stop, frame),
                    slice.Step is null ? null : Lower(slice.Step, frame),
                    PlaceOf(node.Span));
            case ItemAccess node:
                _unit.LeavesValues &= node.Index is not Literal { Value: string text } || !_changers.Contains(text);
                return new ItemCode(Lower(node.Target, frame), Lower(node.Index, frame), PlaceOf(node.Index.Span));
            default:
                throw new InvalidOperationException($"There is no code for a {expression.GetType().Name}.");
        }
    }

    private ExpressionCode LowerName(Name node, Frame frame)
    {
        string? variable = frame.Symbols.Find(node.Identifier);
        if (variable is null)
        {
            return new FreeNameCode(node.Identifier, PlaceOf(node.Span));
        }

        (int depth, int slot) = frame.Layout.Find(variable);
        return new NameCode(node.Identifier, depth, slot, PlaceOf(node.Span));
    }

    private ExpressionCode LowerNot(Unary node, Frame frame)
    {
        ExpressionCode operand = Lower(node.Operand, frame);
        return Folded(new NotCode(operand, PlaceOf(node.Span)), operand);
    }

    private CallCode LowerCall(Call node, Frame frame)
    {
        // What is called may be a method that was taken out of a list by a name that only the values have.
        _unit.LeavesValues &= node.Target is Name or AttributeAccess or ItemAccess { Index: Literal };
        return new CallCode(Lower(node.Target, frame), LowerArguments(node.Arguments, frame), PlaceOf(node.Span));
    }

    private ArgumentsCode LowerArguments(ArgumentList arguments, Frame frame)
    {
        RefuseTwice(arguments);
        return new ArgumentsCode(
            [.. arguments.Positional.Select(argument => Lower(argument, frame))],
            [.. arguments.Keywords.Select(keyword => (keyword.Name, Lower(keyword.Value, frame)))],
            arguments.Rest is null ? null : Lower(arguments.Rest, frame),
            arguments.Named is null ? null : Lower(arguments.Named, frame));
    }

    private void RefuseTwice(ArgumentList arguments)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (KeywordArgument keyword in arguments.Keywords)
        {
            if (!names.Add(keyword.Name))
            {
                throw Fault($"keyword argument repeated: {keyword.Name}", keyword.NameSpan);
            }
        }
    }

    /// <param name="node">The filter.</param>
    /// <param name="frame">Where it stands.</param>
    /// <param name="captured">For the filters of a block, the slot that has its text.</param>
    private ExpressionCode LowerFilter(FilterExpression node, Frame frame, int? captured)
    {
        if (!BuiltInTable.TryGetFilter(node.Name, out BuiltInFunction? function))
        {
            throw Fault($"There is no filter '{node.Name}'.{Suggestion.DidYouMean(node.Name, BuiltIns.Filters.Keys)}", node.NameSpan);
        }

        _unit.LeavesValues &= node.Name != "attr";
        ExpressionCode input = node.Input switch
        {
            null => new SlotCode(captured ?? throw new InvalidOperationException("A filter without an input stands in a block."), PlaceOf(node.NameSpan)),
            FilterExpression inner => LowerFilter(inner, frame, captured),
            _ => Lower(node.Input, frame),
        };
        if (function.Signature.Method == "Default" && node.Arguments is { Rest: null, Named: null, Keywords.Length: 0, Positional.Length: <= 1 })
        {
            return new DefaultCode(input, node.Arguments.Positional.IsEmpty ? null : Lower(node.Arguments.Positional[0], frame), PlaceOf(node.NameSpan));
        }

        return LowerBuiltIn(function, "filter", input, node.Arguments, node.NameSpan, frame, mayFold: function.Signature.Method != "Random");
    }

    private ExpressionCode LowerTest(TestExpression node, Frame frame)
    {
        if (!BuiltInTable.TryGetTest(node.Name, out BuiltInFunction? function))
        {
            throw Fault($"There is no test '{node.Name}'.{Suggestion.DidYouMean(node.Name, BuiltIns.Tests.Keys)}", node.NameSpan);
        }

        ExpressionCode input = Lower(node.Input, frame);
        if (function.Signature.Method is "Defined" or "Undefined" && node.Arguments.IsEmpty)
        {
            return new DefinedCode(input, function.Signature.Method == "Defined", PlaceOf(node.NameSpan));
        }

        return LowerBuiltIn(function, "test", input, node.Arguments, node.NameSpan, frame, mayFold: true);
    }

    private ExpressionCode LowerBuiltIn(
        BuiltInFunction function, string kind, ExpressionCode input, ArgumentList arguments, Span span, Frame frame, bool mayFold)
    {
        Signature signature = function.Signature;
        RefuseTwice(arguments);
        if (arguments.Rest is not null || arguments.Named is not null || signature.TakesRest || signature.TakesNamed)
        {
            return new BoundBuiltInCode(function, input, LowerArguments(arguments, frame), PlaceOf(span));
        }

        var bound = new ExpressionCode?[signature.Parameters.Count];
        if (arguments.Positional.Length > bound.Length)
        {
            string most = bound.Length switch { 0 => "no arguments", 1 => "one argument", int many => $"at most {many} arguments" };
            throw Fault($"The {kind} '{signature.Name}' takes {most}; {arguments.Positional.Length} are given.", arguments.Positional[bound.Length].Span);
        }

        for (int i = 0; i < arguments.Positional.Length; i++)
        {
            bound[i] = Lower(arguments.Positional[i], frame);
        }

        foreach (KeywordArgument keyword in arguments.Keywords)
        {
            int index = Array.IndexOf([.. signature.Parameters], keyword.Name);
            if (index < 0)
            {
                throw Fault(
                    $"The {kind} '{signature.Name}' has no parameter '{keyword.Name}'.{Suggestion.DidYouMean(keyword.Name, signature.Parameters)}",
                    keyword.NameSpan);
            }

            if (bound[index] is not null)
            {
                throw Fault($"The {kind} '{signature.Name}' is given '{keyword.Name}' twice.", keyword.NameSpan);
            }

            bound[index] = Lower(keyword.Value, frame);
        }

        for (int i = 0; i < signature.Required; i++)
        {
            if (bound[i] is null)
            {
                throw Fault($"The {kind} '{signature.Name}' is missing its argument '{signature.Parameters[i]}'.", span);
            }
        }

        var code = new BuiltInCode(function.Body, input, bound, PlaceOf(span));
        return mayFold ? Folded(code, [input, .. bound.OfType<ExpressionCode>()]) : code;
    }

    /// <summary>The value of an expression all of whose parts are constants, if it is one that nothing can change.</summary>
    private static ExpressionCode Folded(ExpressionCode code, params ExpressionCode[] parts)
    {
        if (!Array.TrueForAll(parts, static part => part is ConstantCode))
        {
            return code;
        }

        try
        {
            Value value = code.Evaluate(Folding.Scope());
            return value.Kind is ValueKind.None or ValueKind.Boolean or ValueKind.Integer or ValueKind.Float or ValueKind.String or ValueKind.Markup
                ? new ConstantCode(value, code.Place)
                : code;
        }
        catch (TemplateException)
        {
            // It is reported when it is reached, if it is.
            return code;
        }
    }

    private static string? TryText(Value value)
    {
        if (value.TryGetString(out string? text))
        {
            return text;
        }

        try
        {
            return Operators.Str(value, Folding.Context());
        }
        catch (TemplateException)
        {
            return null;
        }
    }

    private static Value ValueOf(object? constant) => constant switch
    {
        null => Value.None,
        string text => text,
        bool truth => truth,
        long number => number,
        int number => number,
        BigInteger big => big,
        double real => real,
        _ => throw new InvalidOperationException($"A {constant.GetType().Name} is no constant."),
    };
}
