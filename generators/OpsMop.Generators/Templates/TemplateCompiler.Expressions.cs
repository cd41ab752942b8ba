using System.Collections.Immutable;
using System.Globalization;
using System.Numerics;
using Microsoft.CodeAnalysis.CSharp;
using OpsMop.Parsing;
using OpsMop.Templates.Syntax;
using Constant = OpsMop.Templates.Syntax.Literal;

namespace OpsMop.Generators.Templates;

internal sealed partial class TemplateCompiler
{
    private static readonly HashSet<string> s_mutators = new(StringComparer.Ordinal)
    {
        "append", "extend", "insert", "pop", "remove", "clear", "sort", "reverse", "update", "setdefault", "popitem",
    };

    private static readonly HashSet<string> s_dictionaryMethods = new(StringComparer.Ordinal)
    {
        "clear", "copy", "fromkeys", "get", "items", "keys", "pop", "popitem", "setdefault", "update", "values",
    };

    private static string Text(string value) => OpsMop.Generators.Literal.Of(value);

    private static Operand Value(string code, int shape = -1) => new(code, shape, false);

    private static Operand Native(string code, int shape) => new(code, shape, true);

    /// <summary>The operand of an expression.</summary>
    private Operand Evaluate(Expression expression, Scope scope)
    {
        switch (expression)
        {
            case Constant { Value: null }:
                return Value($"{Run}Value.None");
            case Constant { Value: string text }:
                return Native(Text(text), _string);
            case Constant { Value: bool truth }:
                return Native(truth ? "true" : "false", _boolean);
            case Constant { Value: long number }:
                var digits = number.ToString(CultureInfo.InvariantCulture);
                return Native(number is <= int.MaxValue and > int.MinValue ? digits : $"({digits}L)", _integer);
            case Constant { Value: BigInteger number }:
                return Value($"{Run}Compiled.Integer({Text(number.ToString(CultureInfo.InvariantCulture))})");
            case Constant { Value: double number }:
                return Native(OpsMop.Generators.Literal.Of(number), _float);
            case Name name:
                return NameOperand(name, scope);
            case TupleExpression tuple:
                return Value($"{Run}Compiled.Tuple([{Items(tuple.Items, scope)}])");
            case ListExpression list:
                return Value($"{Run}Compiled.List([{Items(list.Items, scope)}])", CommonElement(list.Items, scope));
            case DictionaryExpression dictionary:
                var pairs = dictionary.Items.Select(item =>
                    $"({AsValue(Evaluate(item.Key, scope), item.Key.Span)}, {AsValue(Evaluate(item.Value, scope), item.Value.Span, nullIsWelcome: true)})");
                return Value($"{Run}Compiled.Dictionary([{string.Join(", ", pairs)}], {At(dictionary.Span)})");
            case Conditional conditional:
                return ConditionalOperand(conditional, scope);
            case Binary { Operator: BinaryOperator.And or BinaryOperator.Or } logical:
                return LogicalOperand(logical, scope);
            case Binary binary:
                var left = AsValue(EvaluateUsed(binary.Left, scope), binary.Left.Span);
                var right = AsValue(EvaluateUsed(binary.Right, scope), binary.Right.Span);
                return Value(Map(binary.Span, $"{Run}Operators.{binary.Operator}({left}, {right}, {At(binary.OperatorSpan)})"));
            case Unary { Operator: UnaryOperator.Not } or Comparison or TestExpression:
                return Native($"({Condition(expression, scope)})", _boolean);
            case Unary unary:
                return Value(Map(
                    unary.Span,
                    $"{Run}Operators.{(unary.Operator == UnaryOperator.Minus ? "Negate" : "Plus")}({AsValue(Evaluate(unary.Operand, scope), unary.Operand.Span)}, {At(unary.Span)})"));
            case Concatenation concatenation:
                var items = string.Join(", ", concatenation.Items.Select(item => AsValue(Evaluate(item, scope), item.Span)));
                return Value($"{Run}Operators.Concatenate([{items}], {At(concatenation.Span)})");
            case FilterExpression filter:
                var isDefault = filter.Name is "default" or "d";
                return FilterOperand(filter, filter.Input is null ? Value("default") : isDefault ? Evaluate(filter.Input, scope) : EvaluateUsed(filter.Input, scope), scope);
            case Call call:
                return CallOperand(call, scope);
            case AttributeAccess access:
                return AttributeOperand(EvaluateUsed(access.Target, scope), access.Target.Span, access.Name, access.NameSpan, access.Span, scope);
            case ItemAccess access:
                return ItemOperand(access, EvaluateUsed(access.Target, scope), scope);
            default:
                Fault("OPM5001", expression.Span, "This cannot stand here.");
                return Value("default");
        }
    }

    /// <summary>
    /// The operand of an expression that is used at once, so that what is not there is an error here and now: an item of a list or dictionary of C# is taken as it is.
    /// </summary>
    private Operand EvaluateUsed(Expression expression, Scope scope)
    {
        var (target, key) = expression switch
        {
            ItemAccess { Index: Constant { Value: long and >= 0 and <= int.MaxValue or string } index } item => (item.Target, index.Value),
            AttributeAccess attribute => (attribute.Target, attribute.Name),
            _ => (null, null),
        };
        if (target is null || key is null)
        {
            return Evaluate(expression, scope);
        }

        var operand = Unwrap(EvaluateUsed(target, scope), target.Span);
        if (operand is { IsNative: true, Symbol: null } && _shapes[operand.Shape] is var shape)
        {
            var isItem = key is string word
                ? shape is { Kind: ShapeKind.Dictionary, IsIndexable: true } && _shapes[shape.Key].Type == "string" && !s_dictionaryMethods.Contains(word)
                : shape is { Kind: ShapeKind.Sequence, IsIndexable: true };
            if (isItem && _shapes[shape.Element].Type != "object")
            {
                return Native(Map(expression.Span, $"{Run}Compiled.Item({operand.Code}, {(key is string name ? Text(name) : key)}, {At(expression.Span)})"), shape.Element);
            }
        }

        return expression is AttributeAccess access
            ? AttributeOperand(operand, target.Span, access.Name, access.NameSpan, access.Span, scope)
            : ItemOperand((ItemAccess)expression, operand, scope);
    }

    private string Items(ImmutableArray<Expression> items, Scope scope) =>
        string.Join(", ", items.Select(item => AsValue(Evaluate(item, scope), item.Span, nullIsWelcome: true)));

    /// <summary>A list of items that are all of one type of C# gives them back as such.</summary>
    private int CommonElement(ImmutableArray<Expression> items, Scope scope)
    {
        var shapes = items.Take(16).Select(item => item is Name or AttributeAccess ? Evaluate(item, scope).Shape : -1).Distinct().ToList();
        return shapes.Count == 1 && shapes[0] >= 0 ? SequenceOf(shapes[0]) : -1;
    }

    private Operand NameOperand(Name name, Scope scope)
    {
        switch (scope.Find(name.Identifier))
        {
            case VariableSymbol { IsNative: true } variable:
                return Native(Map(name.Span, variable.Code), variable.Shape);
            case VariableSymbol variable:
                return Value(variable.Code, variable.Shape);
            case { } symbol:
                return new Operand("", -1, false, symbol);
        }

        if (scope.SeesContext && ContextMember(name.Identifier) is { } found)
        {
            return Native(Map(name.Span, found.Code), found.Shape) with { Root = found.Code };
        }

        if (BuiltIns.Globals.TryGetValue(name.Identifier, out var global))
        {
            return Value($"{Run}Compiled.Global({Text(global.Name)})");
        }

        if (!scope.SeesContext)
        {
            Fault(
                "OPM5004",
                name.Span,
                $"There is no '{name.Identifier}' here: a template that is imported sees what is given to its macros, not the names around. "
                + "Import it 'with context', or give it as an argument.");
        }

        // As it is written: the compiler says that it does not exist.
        return new Operand(Map(name.Span, Escape(name.Identifier)), -1, false) { UnknownName = name.Identifier };
    }

    /// <summary>A parameter of the method, or a member of its class.</summary>
    private (string Code, int Shape)? ContextMember(string name)
    {
        var members = _method.Members.Where(static member => !member.IsMethod);
        var parameter = _method.Parameters.FirstOrDefault(p => p.Name == name)
            ?? (members.Any(member => member.Name.TrimStart('@') == name) ? null : Only(_method.Parameters.Where(p => Canonical(p.Name) == Canonical(name))));
        if (parameter is not null)
        {
            _usedParameters.Add(parameter.Name);
            return (parameter.Code, parameter.Shape);
        }

        return Member(members, name) is { } found ? (found.Name, found.Shape) : null;
    }

    private static T? Only<T>(IEnumerable<T> items)
        where T : class
    {
        var two = items.Take(2).ToList();
        return two.Count == 1 ? two[0] : null;
    }

    private static string Escape(string name) => SyntaxFacts.IsValidIdentifier(name) ? Identifier.Escape(name) : "@" + Identifier.Sanitize(name);

    /// <summary>All names that stand for something at a place, for suggestions.</summary>
    private IEnumerable<string> KnownNames(Scope scope) =>
        scope.Names.Concat(scope.SeesContext ? _method.Parameters.Select(static p => p.Name).Concat(_method.Members.Select(static m => m.Name)) : []);

    private Operand ConditionalOperand(Conditional conditional, Scope scope)
    {
        var condition = Condition(conditional.Condition, scope);
        var then = Evaluate(conditional.Then, scope);
        var otherwise = conditional.Otherwise is { } other ? Evaluate(other, scope) : null;
        if (otherwise is { IsNative: true, Shape: var shape } && then.IsNative && _shapes[then.Shape].Type == _shapes[shape].Type)
        {
            return Native($"({condition} ? {then.Code} : {otherwise.Code})", shape);
        }

        var last = otherwise is null
            ? FormattableString.Invariant($"{Run}Compiled.WithoutElse({LinesOf(_file).PositionOf(conditional.Span.Start).Line})")
            : AsValue(otherwise, conditional.Otherwise!.Span, nullIsWelcome: true);
        return Value($"({condition} ? {AsValue(then, conditional.Then.Span, nullIsWelcome: true)} : {last})", otherwise is not null && otherwise.Shape == then.Shape ? then.Shape : -1);
    }

    /// <summary><c>a or b</c> is one of the two, not a truth value.</summary>
    private Operand LogicalOperand(Binary binary, Scope scope)
    {
        var left = Evaluate(binary.Left, scope);
        var right = Evaluate(binary.Right, scope);
        if (left.IsNative && right.IsNative && left.Shape == _boolean && right.Shape == _boolean)
        {
            return Native($"({left.Code} {(binary.Operator == BinaryOperator.And ? "&&" : "||")} {right.Code})", _boolean);
        }

        var first = Fresh("left");
        _out.Line($"{Run}Value {first};");
        var truth = $"{Run}Operators.IsTrue({first} = {AsValue(left, binary.Left.Span, nullIsWelcome: true)}, {At(binary.Left.Span)})";
        var second = AsValue(right, binary.Right.Span, nullIsWelcome: true);
        return Value(binary.Operator == BinaryOperator.And ? $"({truth} ? {second} : {first})" : $"({truth} ? {first} : {second})", left.Shape == right.Shape ? left.Shape : -1);
    }

    /// <summary>An expression as a <c>bool</c>, written so that the compiler's analysis of null follows it.</summary>
    private string Condition(Expression expression, Scope scope)
    {
        switch (expression)
        {
            case Binary { Operator: BinaryOperator.And or BinaryOperator.Or } logical:
                return $"({Condition(logical.Left, scope)} {(logical.Operator == BinaryOperator.And ? "&&" : "||")} {Condition(logical.Right, scope)})";
            case Unary { Operator: UnaryOperator.Not } not:
                return $"!{Condition(not.Operand, scope)}";
            case Comparison comparison:
                return ComparisonCode(comparison, scope);
            case TestExpression test:
                return TestCode(test, scope);
        }

        var operand = EvaluateUsed(expression, scope);
        if (operand is { Symbol: null, IsNative: true } && _shapes[operand.Shape] is var shape && IsTestable(shape.Kind))
        {
            return shape is { Kind: ShapeKind.Boolean, IsNullable: false } ? operand.Code : Map(expression.Span, $"{Run}Compiled.IsTrue({operand.Code})");
        }

        var truth = $"{Run}Operators.IsTrue({AsValue(operand, expression.Span, nullIsWelcome: true)}, {At(expression.Span)})";
        return operand is { Symbol: null, IsNative: true } && _shapes[operand.Shape] is { IsNullable: true, Kind: not ShapeKind.Dynamic }
            ? $"({operand.Code} is not null && {truth})"
            : truth;
    }

    /// <summary>Whether the run time library has an overload of IsTrue for values of a kind, which the compiler's analysis of null follows.</summary>
    private static bool IsTestable(ShapeKind kind) => kind is ShapeKind.String or ShapeKind.Boolean or ShapeKind.Integer or ShapeKind.Float or ShapeKind.Text or ShapeKind.Secret
        or ShapeKind.Sequence or ShapeKind.Dictionary or ShapeKind.Object;

    private string ComparisonCode(Comparison comparison, Scope scope)
    {
        if (comparison.Rest.Length == 1)
        {
            var rest = comparison.Rest[0];
            return Compare(EvaluateUsed(comparison.First, scope), comparison.First, rest.Operator, EvaluateUsed(rest.Value, scope), rest.Value, rest.OperatorSpan);
        }

        // Each operand of a chain is evaluated once.
        var parts = new List<string>();
        var left = Fresh("operand");
        _out.Line($"{Run}Value {left} = default;");
        var leftCode = $"{left} = {AsValue(Evaluate(comparison.First, scope), comparison.First.Span, nullIsWelcome: true)}";
        for (var i = 0; i < comparison.Rest.Length; i++)
        {
            var rest = comparison.Rest[i];
            var right = Fresh("operand");
            _out.Line($"{Run}Value {right} = default;");
            parts.Add(Compare(
                Value(i == 0 ? $"({leftCode})" : left),
                comparison.First,
                rest.Operator,
                Value($"({right} = {AsValue(Evaluate(rest.Value, scope), rest.Value.Span, nullIsWelcome: true)})"),
                rest.Value,
                rest.OperatorSpan));
            left = right;
        }

        return $"({string.Join(" && ", parts)})";
    }

    private string Compare(Operand left, Expression leftPart, ComparisonOperator op, Operand right, Expression rightPart, Span place)
    {
        if (left.IsNative && right.IsNative && left.Symbol is null && right.Symbol is null)
        {
            var (one, other) = (_shapes[left.Shape], _shapes[right.Shape]);
            var areStrings = one.Kind == ShapeKind.String && other.Kind == ShapeKind.String;
            var areNumbers = one.Kind == ShapeKind.Integer && other.Kind == ShapeKind.Integer;
            if ((areStrings || areNumbers || (one.Kind == ShapeKind.Boolean && other.Kind == ShapeKind.Boolean)) && op is ComparisonOperator.Equal or ComparisonOperator.NotEqual)
            {
                return $"({left.Code} {(op == ComparisonOperator.Equal ? "==" : "!=")} {right.Code})";
            }

            string? sign = op switch
            {
                ComparisonOperator.Less => "<",
                ComparisonOperator.LessOrEqual => "<=",
                ComparisonOperator.Greater => ">",
                ComparisonOperator.GreaterOrEqual => ">=",
                _ => null,
            };
            if (areNumbers && !one.IsNullable && !other.IsNullable && sign is not null)
            {
                return $"({left.Code} {sign} {right.Code})";
            }
        }

        var isEquality = op is ComparisonOperator.Equal or ComparisonOperator.NotEqual;
        if (isEquality && IsNull(rightPart) && left is { IsNative: true, Symbol: null } && _shapes[left.Shape].IsNullable)
        {
            return $"({left.Code} {(op == ComparisonOperator.Equal ? "is null" : "is not null")})";
        }

        var a = AsValue(left, leftPart.Span, isEquality);
        var b = AsValue(right, rightPart.Span, isEquality);
        return op is ComparisonOperator.In or ComparisonOperator.NotIn
            ? $"{(op == ComparisonOperator.NotIn ? "!" : "")}{Run}Operators.Contains({a}, {b}, {At(place)})"
            : Map(Span.Between(leftPart.Span, rightPart.Span), $"{Run}Operators.{op}({a}, {b}, {At(place)})");
    }

    private static bool IsNull(Expression expression) => expression is Constant { Value: null };

    private string TestCode(TestExpression test, Scope scope)
    {
        if (!BuiltIns.Tests.TryGetValue(test.Name, out var signature))
        {
            Fault("OPM5002", test.NameSpan, $"There is no test '{test.Name}'.{Suggestion.DidYouMean(test.Name, BuiltIns.Tests.Keys)}");
            return "false";
        }

        if (signature.Method is "Defined" or "Undefined" && test.Arguments.IsEmpty)
        {
            var isDefined = signature.Method == "Defined";
            if (test.Input is AttributeAccess { Target: Name module } asked && scope.Find(module.Identifier) is ModuleSymbol known)
            {
                return (known.Scope.FindExported(asked.Name) is not null) == isDefined ? "true" : "false";
            }

            var input = Evaluate(test.Input, scope);
            if (input.UnknownName is { } unknown)
            {
                WarnOfUnknown(unknown, test.Input.Span, scope, isDefined ? "'is defined' never holds" : "'is undefined' always holds");
                return isDefined ? "false" : "true";
            }

            // A null of C# is a value that was not given.
            return input.Symbol is not null ? (isDefined ? "true" : "false")
                : input.IsNative && _shapes[input.Shape].IsNullable && _shapes[input.Shape].Kind != ShapeKind.Dynamic ? $"({input.Code} {(isDefined ? "is not null" : "is null")})"
                : input.IsNative ? $"{Run}Compiled.Always({input.Code}, {(isDefined ? "true" : "false")})"
                : $"{(isDefined ? "!" : "")}({input.Code}).IsUndefined";
        }

        var tested = Evaluate(test.Input, scope);
        if (signature.Method == "None" && tested is { IsNative: true, Symbol: null } && _shapes[tested.Shape].IsNullable)
        {
            return $"({tested.Code} is null)";
        }

        var value = AsValue(tested, test.Input.Span, nullIsWelcome: true);
        return test.Arguments.Rest is null && test.Arguments.Named is null
            ? Map(test.Span, $"{Run}Compiled.Holds({Invoke("Tests", signature, value, Bind(signature, test.Arguments, test.NameSpan, "test", scope), test.NameSpan)})")
            : $"{Run}BuiltInTable.CallTest(name: {Text(test.Name)}, input: {value}, arguments: {Arguments(test.Arguments, scope)}, context: {At(test.NameSpan)})";
    }

    private void WarnOfUnknown(string name, Span span, Scope scope, string consequence) => Fault(
        "OPM5006",
        span,
        $"'{name}' is neither a parameter of the method nor a member of its class, nor set in the template, so {consequence}.{Suggestion.DidYouMean(name, KnownNames(scope))}");

    /// <summary>The arguments of a filter or a test in the order of its parameters.</summary>
    private string Bind(Signature signature, ArgumentList arguments, Span place, string kind, Scope scope)
    {
        var bound = new string?[signature.Parameters.Count];
        var rest = new List<string>();
        for (var i = 0; i < arguments.Positional.Length; i++)
        {
            var code = AsValue(Evaluate(arguments.Positional[i], scope), arguments.Positional[i].Span, nullIsWelcome: true);
            if (i < bound.Length)
            {
                bound[i] = code;
            }
            else if (signature.TakesRest)
            {
                rest.Add(code);
            }
            else
            {
                Fault("OPM5002", arguments.Positional[i].Span, $"The {kind} '{signature.Name}' takes {Count(bound.Length)}, not {arguments.Positional.Length}.");
                break;
            }
        }

        var named = new List<string>();
        foreach (var keyword in arguments.Keywords)
        {
            var code = AsValue(Evaluate(keyword.Value, scope), keyword.Value.Span, nullIsWelcome: true);
            var index = signature.Parameters.ToList().IndexOf(keyword.Name);
            if (index >= 0 && bound[index] is null)
            {
                bound[index] = code;
            }
            else if (index < 0 && signature.TakesNamed)
            {
                named.Add($"({Run}Compiled.Of({Text(keyword.Name)}), {code})");
            }
            else
            {
                Fault(
                    "OPM5002",
                    keyword.NameSpan,
                    index >= 0
                        ? $"The argument '{keyword.Name}' of the {kind} '{signature.Name}' is given twice."
                        : $"The {kind} '{signature.Name}' has no argument '{keyword.Name}'.{Suggestion.DidYouMean(keyword.Name, signature.Parameters)}");
            }
        }

        for (var i = 0; i < signature.Required; i++)
        {
            if (bound[i] is null)
            {
                Fault("OPM5002", place, $"The {kind} '{signature.Name}' needs its argument '{signature.Parameters[i]}'.");
            }
        }

        var all = bound.Select(static code => code ?? "default").ToList();
        if (signature.TakesRest)
        {
            all.Add($"{Run}Compiled.List([{string.Join(", ", rest)}])");
        }

        if (signature.TakesNamed)
        {
            all.Add($"{Run}Compiled.Dictionary([{string.Join(", ", named)}], __c)");
        }

        return string.Join(", ", all);
    }

    private static string Count(int arguments) => arguments switch
    {
        0 => "no argument",
        1 => "at most one argument",
        _ => FormattableString.Invariant($"at most {arguments} arguments"),
    };

    /// <summary>A call of a built-in; where it stands is told when its operands have been evaluated.</summary>
    private string Invoke(string table, Signature signature, string input, string arguments, Span place) =>
        $"{Run}{table}.{signature.Method}(input: {input}, arguments: [{arguments}], context: {At(place)})";

    /// <summary>A keyword argument as an item of a dictionary.</summary>
    private string Named(KeywordArgument keyword, Scope scope) =>
        $"({Run}Compiled.Of({Text(keyword.Name)}), {AsValue(Evaluate(keyword.Value, scope), keyword.Value.Span, nullIsWelcome: true)})";

    private string Arguments(ArgumentList arguments, Scope scope, string? extra = null)
    {
        if (arguments.Rest is null && arguments.Named is null)
        {
            var keywords = arguments.Keywords.Select(keyword =>
                $"new({Text(keyword.Name)}, {AsValue(Evaluate(keyword.Value, scope), keyword.Value.Span, nullIsWelcome: true)})").ToList();
            if (extra is not null)
            {
                keywords.Add($"new(\"caller\", {extra})");
            }

            return $"new {Run}CallArguments([{Items(arguments.Positional, scope)}], [{string.Join(", ", keywords)}])";
        }

        var named = arguments.Keywords.Select(keyword => Named(keyword, scope)).ToList();
        if (extra is not null)
        {
            named.Add($"({Run}Compiled.Of(\"caller\"), {extra})");
        }

        string Optional(Expression? part) => part is null ? "default" : AsValue(Evaluate(part, scope), part.Span);
        return $"{Run}Compiled.Arguments([{Items(arguments.Positional, scope)}], [{string.Join(", ", named)}], {Optional(arguments.Rest)}, {Optional(arguments.Named)}, __c)";
    }
}
