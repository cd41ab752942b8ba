using OpsMop.Templates.Syntax;
using Constant = OpsMop.Templates.Syntax.Literal;

namespace OpsMop.Generators.Templates;

internal sealed partial class TemplateCompiler
{
    private void EmitFor(For loop, Scope scope)
    {
        if (loop.Recursive)
        {
            EmitRecursiveFor(loop, scope);
            return;
        }

        var items = EvaluateUsed(loop.Items, scope);
        var (sequence, element, isNative) = Enumerable(items, loop.Items.Span);
        if (SyntaxWalk.Name(loop.Body, "loop"))
        {
            EmitCountedFor(loop, scope, sequence, element, isNative, "0", recursion: null);
            return;
        }

        var any = DeclareAny(loop);
        var item = Fresh("item");
        _out.Open($"foreach ({(isNative ? _shapes[element].Type == "object" ? "var" : _shapes[element].Type : Run + "Value")} {item} in {sequence})");
        _out.Line("__c.Step();");
        var inner = new Scope(scope, scope.SeesContext);
        BindTarget(loop, item, element, isNative, scope, inner);
        if (loop.Condition is { } condition)
        {
            _out.Line($"if (!({Condition(condition, inner)}))");
            _out.Line("{");
            _out.Line("    continue;");
            _out.Line("}");
        }

        EmitPart(loop.Body, inner);
        EmitElse(loop, scope, any);
    }

    private (string Code, int Element, bool IsNative) Enumerable(Operand items, Span span)
    {
        if (items is { IsNative: true, Symbol: null } && _shapes[items.Shape] is var shape)
        {
            if (shape.Kind == ShapeKind.Sequence)
            {
                return (Map(span, items.Code), shape.Element, true);
            }

            if (shape.Kind == ShapeKind.Dictionary)
            {
                return (Map(span, items.Code + ".Keys"), shape.Key, true);
            }
        }

        var element = ShapeOf(items.Shape) switch
        {
            { Kind: ShapeKind.Sequence } known => known.Element,
            { Kind: ShapeKind.Dictionary } known => known.Key,
            _ => -1,
        };
        return ($"{Run}Operators.Iterate({AsValue(items, span)}, {At(span)})", element, false);
    }

    /// <summary>Gives the targets of a loop the item of a round.</summary>
    private void BindTarget(For loop, string item, int element, bool isNative, Scope scope, Scope inner)
    {
        var operand = isNative ? Native(item, element) : Value(item, element);
        if (loop.Target is TupleExpression tuple)
        {
            Unpack(tuple, operand, loop.Target.Span, scope, (name, part) => Declare(name.Identifier, Unwrap(part, loop.Target.Span), loop.Target.Span, inner));
        }
        else if (loop.Target is Name name)
        {
            var unwrapped = Unwrap(operand, loop.Target.Span);
            if (unwrapped == operand)
            {
                inner.Add(name.Identifier, new VariableSymbol(item, element, isNative));
            }
            else
            {
                Declare(name.Identifier, unwrapped, loop.Target.Span, inner);
            }
        }
    }

    /// <summary>A loop whose body names <c>loop</c>.</summary>
    private void EmitCountedFor(For loop, Scope scope, string sequence, int element, bool isNative, string depth, string? recursion)
    {
        var type = isNative ? _shapes[element].Type : Run + "Value";
        if (loop.Condition is { } condition)
        {
            var chosen = Fresh("chosen");
            var candidate = Fresh("item");
            _out.Line($"global::System.Collections.Generic.List<{type}> {chosen} = new();");
            _out.Open($"foreach ({type} {candidate} in {sequence})");
            _out.Line("__c.Step();");
            var filter = new Scope(scope, scope.SeesContext);
            BindTarget(loop, candidate, element, isNative, scope, filter);
            _out.Open($"if ({Condition(condition, filter)})");
            _out.Line($"{chosen}.Add({(loop.Target is TupleExpression targets && !isNative ? Repacked(targets, filter) : candidate)});");
            _out.Close();
            _out.Close();
            sequence = chosen;
        }

        var state = Fresh("loop");
        var convert = isNative ? Convert(_shapes[element], "__x", nullIsWelcome: true) : "__x";
        _out.Line($"{Run}LoopState<{type}> {state} = new({sequence}, {depth}, static __x => {convert}, __c{(recursion is null ? "" : ", " + recursion)});");
        var any = DeclareAny(loop);
        _out.Open($"while ({state}.Next())");
        var inner = new Scope(scope, scope.SeesContext);
        inner.Add("loop", new LoopSymbol(state, element, isNative, recursion));
        var item = Fresh("item");
        _out.Line($"{type} {item} = {state}.Current;");
        BindTarget(loop, item, element, isNative, scope, inner);
        if (isNative && loop.Condition is { } chosenBy && SyntaxWalk.Expressions(chosenBy).All(IsPlain))
        {
            // It held when the item was chosen; that what it asked for is there, the compiler learns here.
            _out.Line($"{Run}Compiled.Assume({Condition(chosenBy, inner)});");
        }

        EmitPart(loop.Body, inner);
        EmitElse(loop, scope, any);
    }

    /// <summary>Closes a loop. As in Jinja2, its else part runs where no round came to its end: also where each was left by break or continue.</summary>
    private void EmitElse(For loop, Scope scope, string? any)
    {
        if (any is not null)
        {
            _out.Line($"{any} = true;");
        }

        _out.Close();
        if (any is not null)
        {
            _out.Open($"if (!{any})");
            EmitPart(loop.Otherwise, scope);
            _out.Close();
        }
    }

    private string? DeclareAny(For loop)
    {
        if (loop.Otherwise.IsEmpty)
        {
            return null;
        }

        var any = Fresh("any");
        _out.Line($"var {any} = false;");
        return any;
    }

    /// <summary>Whether a part of an expression is the same whenever it is asked, in the loop and before it.</summary>
    private static bool IsPlain(Expression part) => part is Constant or AttributeAccess or Unary or TestExpression { Arguments.IsEmpty: true }
        or Name { Identifier: not "loop" } or Binary { Operator: BinaryOperator.And or BinaryOperator.Or }
        || (part is Comparison comparison && comparison.Rest.All(static operand => operand.Operator is not (ComparisonOperator.In or ComparisonOperator.NotIn)));

    /// <summary>As in Jinja2, a filter hands on what was unpacked as a tuple, whatever it was before.</summary>
    private string Repacked(TupleExpression targets, Scope scope) => $"{Run}Compiled.Tuple([{string.Join(", ", targets.Items.Select(item => item switch
    {
        TupleExpression inner => Repacked(inner, scope),
        Name name => AsValue(NameOperand(name, scope), name.Span, nullIsWelcome: true),
        _ => "default",
    }))}])";

    /// <summary>A loop that calls itself is a function of its items.</summary>
    private void EmitRecursiveFor(For loop, Scope scope)
    {
        var items = Evaluate(loop.Items, scope);
        var element = ShapeOf(items.Shape) is { Kind: ShapeKind.Sequence, Element: >= 0 and var known } ? known : -1;
        var value = AsValue(items, loop.Items.Span);
        var function = Fresh("recursion");
        _out.Open($"{Run}Value {function}({Run}Value __items, long __depth)");
        _out.Line("__c.Enter();");
        _out.Line("var __begin = __o.Length;");
        EmitCountedFor(loop, scope, $"{Run}Operators.Iterate(__items, {At(loop.Items.Span)})", element, isNative: false, "__depth", function);
        _out.Line("__c.Leave();");
        _out.Line("return __o.Cut(__begin);");
        _out.Close();
        _out.Line($"__o.Write({function}({value}, 0));");
    }
}
