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
                return Native(number is <= int.MaxValue and > int.MinValue ? number.ToString(CultureInfo.InvariantCulture) : $"({number.ToString(CultureInfo.InvariantCulture)}L)", _integer);
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
            var isItem = key is long ? shape is { Kind: ShapeKind.Sequence, IsIndexable: true } : shape is { Kind: ShapeKind.Dictionary, IsIndexable: true } && _shapes[shape.Key].Type == "string" && !s_dictionaryMethods.Contains((string)key);
            if (isItem && _shapes[shape.Element].Type != "object")
            {
                return Native(Map(expression.Span, $"{Run}Compiled.Item({operand.Code}, {(key is string name ? Text(name) : key)}, {At(expression.Span)})"), shape.Element);
            }
        }

        return expression is AttributeAccess access ? AttributeOperand(operand, target.Span, access.Name, access.NameSpan, access.Span, scope) : ItemOperand((ItemAccess)expression, operand, scope);
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
            Fault("OPM5004", name.Span, $"There is no '{name.Identifier}' here: a template that is imported sees what is given to its macros, not the names around. Import it 'with context', or give it as an argument.");
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
        return operand is { Symbol: null, IsNative: true } && _shapes[operand.Shape] is { IsNullable: true, Kind: not ShapeKind.Dynamic } ? $"({operand.Code} is not null && {truth})" : truth;
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

            if (areNumbers && !one.IsNullable && !other.IsNullable && op is ComparisonOperator.Less or ComparisonOperator.LessOrEqual or ComparisonOperator.Greater or ComparisonOperator.GreaterOrEqual)
            {
                var sign = op switch { ComparisonOperator.Less => "<", ComparisonOperator.LessOrEqual => "<=", ComparisonOperator.Greater => ">", _ => ">=" };
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
            ? Map(test.Span, $"{Run}Compiled.Holds({Run}Tests.{signature.Method}(input: {value}, arguments: [{Bind(signature, test.Arguments, test.NameSpan, "test", scope)}], context: {At(test.NameSpan)}))")
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

    private static string Count(int arguments) => arguments switch { 0 => "no argument", 1 => "at most one argument", _ => FormattableString.Invariant($"at most {arguments} arguments") };

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

        var named = arguments.Keywords.Select(keyword => $"({Run}Compiled.Of({Text(keyword.Name)}), {AsValue(Evaluate(keyword.Value, scope), keyword.Value.Span, nullIsWelcome: true)})").ToList();
        if (extra is not null)
        {
            named.Add($"({Run}Compiled.Of(\"caller\"), {extra})");
        }

        string Optional(Expression? part) => part is null ? "default" : AsValue(Evaluate(part, scope), part.Span);
        return $"{Run}Compiled.Arguments([{Items(arguments.Positional, scope)}], [{string.Join(", ", named)}], {Optional(arguments.Rest)}, {Optional(arguments.Named)}, __c)";
    }

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
            : Value(
                Map(filter.Span, $"{Run}Filters.{signature.Method}(input: {value}, arguments: [{Bind(signature, filter.Arguments, filter.NameSpan, "filter", scope)}], context: {At(filter.NameSpan)})"),
                hint);
    }

    /// <summary>The separator of a <c>join</c> of strings of C# by a constant; null where it is something else.</summary>
    private string? Joined(FilterExpression filter, Operand input) =>
        input is { IsNative: true, Symbol: null } && _shapes[input.Shape] is { Kind: ShapeKind.Sequence, Element: var element } && _shapes[element] is { Kind: ShapeKind.String, IsNullable: false }
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
            return Native($"({input.Code} ?? {other.Code})", shape.Kind switch { ShapeKind.String => _string, ShapeKind.Integer => _integer, ShapeKind.Boolean => _boolean, _ => _float });
        }

        return Value($"({input.Code} is null ? {AsValue(other, fallback?.Span ?? filter.Span, nullIsWelcome: true)} : {AsValue(input, filter.Span)})", other.Shape == input.Shape ? input.Shape : -1);

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
            new[] { new ShapeMember("Key", dictionary.Key, false, default, 0), new ShapeMember("Value", dictionary.Element, false, default, 0) }.ToEquatableArray()));
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
            return SequenceOf(AddShape(new Shape("object", ShapeKind.Tuple, false, false, -1, -1, false, false, new[] { new ShapeMember("Key", shape.Key, false, default, 0), new ShapeMember("Value", shape.Element, false, default, 0) }.ToEquatableArray())));
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
                return SequenceOf(AddShape(new Shape(
                    "object",
                    ShapeKind.Tuple,
                    false,
                    false,
                    -1,
                    -1,
                    false,
                    false,
                    new[] { new ShapeMember("grouper", AddShape(Shape.Dynamic), false, default, 0), new ShapeMember("list", SequenceOf(element), false, default, 0) }.ToEquatableArray())));
            case "Map" when filter.Arguments.Positional.IsEmpty && filter.Arguments.Keywords is [{ Name: "attribute", Value: Constant { Value: string path } }]:
                return Follow(element, path, filter.Span) is >= 0 and var found ? SequenceOf(found) : -1;
            default:
                return -1;
        }
    }

    /// <summary>The operand as its own type of C#, where a hint says what its value holds.</summary>
    private Operand Unwrap(Operand operand, Span span) =>
        operand is { IsNative: false, Symbol: null } && ShapeOf(operand.Shape) is { Kind: ShapeKind.Object } shape
            ? Native(Map(span, $"{Run}Compiled.Object<{shape.Type.TrimEnd('?')}>({operand.Code}, {At(span)})"), operand.Shape)
            : operand;

    private Operand AttributeOperand(Operand target, Span targetSpan, string name, Span nameSpan, Span span, Scope scope)
    {
        switch (target.Symbol)
        {
            case ModuleSymbol module when module.Scope.FindExported(name) is { } found:
                return found is VariableSymbol variable ? new Operand(variable.Code, variable.Shape, variable.IsNative) : new Operand("", -1, false, found);
            case ModuleSymbol module:
                Fault("OPM5004", nameSpan, $"The template '{module.Path}' exports no '{name}'.{Suggestion.DidYouMean(name, module.Scope.Exported)}");
                return Value("default");
            case LoopSymbol loop:
                return LoopAttribute(loop, name, nameSpan);
            case MacroSymbol:
                return Value($"{Run}Operators.Attribute({AsValue(target, targetSpan)}, {Text(name)}, {At(nameSpan)})");
        }

        target = Unwrap(target, targetSpan);
        if (target.IsNative && _shapes[target.Shape] is { Kind: ShapeKind.Object or ShapeKind.Tuple } shape && (shape.Kind == ShapeKind.Tuple || shape.Members.Count > 0))
        {
            var isValue = shape is { IsNullable: true, IsValueType: true };
            if (Member(shape.Members, name) is { } member)
            {
                return Native($"{target.Code}{(isValue ? ".Value" : "")}{Map(nameSpan, "." + member.Name)}", member.Shape);
            }

            if (shape.Kind == ShapeKind.Object)
            {
                // As it is written: the compiler says that there is none.
                return Value($"{Run}Value.Of((object?)({target.Code}{(isValue ? ".Value" : "")}.{Map(nameSpan, Escape(name))}))");
            }
        }

        var hint = ShapeOf(target.Shape) switch
        {
            { Kind: ShapeKind.Dictionary } dictionary => dictionary.Element,
            { Kind: ShapeKind.Tuple } tuple => Member(tuple.Members, name)?.Shape ?? -1,
            _ => -1,
        };
        return Value(Map(span, $"{Run}Operators.Attribute({AsValue(target, targetSpan)}, {Text(name)}, {At(nameSpan)})"), hint);
    }

    private Operand LoopAttribute(LoopSymbol loop, string name, Span nameSpan)
    {
        string? number = name switch
        {
            "index" => "Index",
            "index0" => "Index0",
            "revindex" => "RevIndex",
            "revindex0" => "RevIndex0",
            "length" => "Length",
            "depth" => "Depth",
            "depth0" => "Depth0",
            _ => null,
        };
        if (number is not null)
        {
            return Native($"{loop.Code}.{number}", _integer);
        }

        return name switch
        {
            "first" => Native($"{loop.Code}.First", _boolean),
            "last" => Native($"{loop.Code}.Last", _boolean),
            "previtem" => Value($"{loop.Code}.PrevItem", loop.Element),
            "nextitem" => Value($"{loop.Code}.NextItem", loop.Element),
            "cycle" or "changed" => Value($"{Run}Operators.Attribute({loop.Code}, {Text(name)}, {At(nameSpan)})"),
            _ => Missing(),
        };

        Operand Missing()
        {
            var names = new[] { "index", "index0", "revindex", "revindex0", "first", "last", "length", "cycle", "depth", "depth0", "previtem", "nextitem", "changed" };
            Fault("OPM5004", nameSpan, $"'loop' has no '{name}'.{Suggestion.DidYouMean(name, names)}");
            return Value("default");
        }
    }

    private Operand ItemOperand(ItemAccess access, Operand target, Scope scope)
    {
        target = Unwrap(target, access.Target.Span);
        if (access.Index is SliceExpression slice)
        {
            string Part(Expression? part) => part is null ? "default" : AsValue(Evaluate(part, scope), part.Span, nullIsWelcome: true);
            return Value(
                $"{Run}Operators.Slice({AsValue(target, access.Target.Span)}, {Part(slice.Start)}, {Part(slice.Stop)}, {Part(slice.Step)}, {At(access.Span)})",
                ShapeOf(target.Shape) is { Kind: ShapeKind.Sequence, Element: >= 0 and var item } ? SequenceOf(item) : -1);
        }

        if (access.Index is Constant { Value: string name } && (target.Symbol is not null || (target.IsNative && _shapes[target.Shape].Kind == ShapeKind.Object)))
        {
            return AttributeOperand(target, access.Target.Span, name, access.Index.Span, access.Span, scope);
        }

        if (access.Index is Constant { Value: long index } && target.IsNative && _shapes[target.Shape] is { Kind: ShapeKind.Tuple, IsNullable: false } tuple && index >= 0 && index < tuple.Members.Count)
        {
            return Native($"{target.Code}.{tuple.Members[(int)index].Name}", tuple.Members[(int)index].Shape);
        }

        var hint = ShapeOf(target.Shape) switch
        {
            { Kind: ShapeKind.Dictionary or ShapeKind.Sequence } collection => collection.Element,
            { Kind: ShapeKind.Tuple } pair when access.Index is Constant { Value: long at } && at >= 0 && at < pair.Members.Count => pair.Members[(int)at].Shape,
            _ => -1,
        };
        return Value(Map(access.Span, $"{Run}Operators.Item({AsValue(target, access.Target.Span)}, {AsValue(Evaluate(access.Index, scope), access.Index.Span)}, {At(access.Span)})"), hint);
    }

    private Operand CallOperand(Call call, Scope scope)
    {
        if (DirectCall(call, scope, captured: true) is { } direct)
        {
            return Value(direct);
        }

        if (call.Target is Name method && scope.Find(method.Identifier) is null && scope.SeesContext && ContextMember(method.Identifier) is null
            && MethodNamed(_method.Members, method.Identifier) is { } own)
        {
            return NativeCall("", own, method.Span, call, scope);
        }

        // Evaluated once: in a chain of calls, twice on each level would be twice to the power of its length.
        Operand? callee = null;
        if (call.Target is AttributeAccess access)
        {
            var target = Unwrap(EvaluateUsed(access.Target, scope), access.Target.Span);
            if (target is { IsNative: true, Symbol: null } && _shapes[target.Shape] is var shape)
            {
                if (shape.Kind == ShapeKind.Dictionary && call.Arguments.IsEmpty && access.Name is "items" or "keys" or "values")
                {
                    var view = access.Name switch
                    {
                        "items" => DictionaryItems(target, shape),
                        "keys" => Native(target.Code + Map(access.NameSpan, ".Keys"), SequenceOf(shape.Key)),
                        _ => Native(target.Code + Map(access.NameSpan, ".Values"), SequenceOf(shape.Element)),
                    };
                    return view with
                    {
                        ValueCode = () => $"{Run}Operators.Call({Run}Operators.Attribute({AsValue(target, access.Target.Span)}, {Text(access.Name)}, {At(access.NameSpan)}), default, {At(call.Span)})",
                    };
                }

                if (shape.Kind is ShapeKind.Sequence or ShapeKind.Dictionary && s_mutators.Contains(access.Name))
                {
                    Fault("OPM5005", access.NameSpan, $"'{access.Name}' would change a collection of C#, which a template cannot. Make a copy first: {{% set copy = … | list %}}, or build a new one with +.");
                    return Value("default");
                }

                if (shape.Kind == ShapeKind.Object && MethodNamed(shape.Members, access.Name) is { } member)
                {
                    return NativeCall(target.Code, member, access.NameSpan, call, scope);
                }
            }

            callee = AttributeOperand(target, access.Target.Span, access.Name, access.NameSpan, access.Span, scope);
        }

        if (call.Target is Name { Identifier: var global } && scope.Find(global) is null && (!scope.SeesContext || ContextMember(global) is null) && BuiltIns.Globals.TryGetValue(global, out var signature)
            && call.Arguments.Rest is null && call.Arguments.Named is null)
        {
            return Value(Map(call.Span, $"{Run}Globals.{signature.Method}(input: default, arguments: [{Bind(signature, call.Arguments, call.Target.Span, "function", scope)}], context: {At(call.Span)})"));
        }

        return Value($"{Run}Operators.Call({AsValue(callee ?? Evaluate(call.Target, scope), call.Target.Span)}, {Arguments(call.Arguments, scope)}, {At(call.Span)})");
    }

    private static ShapeMember? MethodNamed(EquatableArray<ShapeMember> members, string name) => Member(members.Where(static member => member.IsMethod), name);

    /// <summary>A call of a method of C#: the compiler checks the arguments whose types are known, the others are converted.</summary>
    private Operand NativeCall(string target, ShapeMember method, Span nameSpan, Call call, Scope scope)
    {
        foreach (var keyword in call.Arguments.Keywords)
        {
            Fault("OPM5005", keyword.NameSpan, "A method of C# is called with positional arguments from a template.");
        }

        var arguments = call.Arguments.Positional.Select((argument, i) =>
        {
            var operand = Unwrap(Evaluate(argument, scope), argument.Span);
            var wanted = i < method.Parameters.Count ? _shapes[method.Parameters[i]] : null;
            if (wanted is { Kind: ShapeKind.Dynamic } && wanted.Type.StartsWith(Run + "Value", StringComparison.Ordinal))
            {
                return AsValue(operand, argument.Span, nullIsWelcome: true);
            }

            return operand is { IsNative: true, Symbol: null } ? Map(argument.Span, operand.Code) : wanted?.Kind switch
            {
                ShapeKind.String => $"{Run}Operators.Str({AsValue(operand, argument.Span)}, {At(argument.Span)})",
                ShapeKind.Text => $"{Run}Compiled.Text({AsValue(operand, argument.Span)}, {At(argument.Span)})",
                ShapeKind.Boolean => $"{Run}Operators.IsTrue({AsValue(operand, argument.Span)}, {At(argument.Span)})",
                ShapeKind.Integer => $"checked(({wanted.Type.TrimEnd('?')}){Run}Compiled.Int64({AsValue(operand, argument.Span)}, {At(argument.Span)}))",
                ShapeKind.Float => $"({wanted.Type.TrimEnd('?')}){Run}Compiled.Double({AsValue(operand, argument.Span)}, {At(argument.Span)})",
                _ => Map(argument.Span, AsValue(operand, argument.Span)),
            };
        });
        return Native($"{target}{Map(nameSpan, (target.Length > 0 ? "." : "") + method.Name)}({string.Join(", ", arguments)})", method.Shape);
    }
}
