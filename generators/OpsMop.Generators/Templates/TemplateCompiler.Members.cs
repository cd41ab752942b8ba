using OpsMop.Parsing;
using OpsMop.Templates.Syntax;
using Constant = OpsMop.Templates.Syntax.Literal;

namespace OpsMop.Generators.Templates;

internal sealed partial class TemplateCompiler
{
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

        if (access.Index is Constant { Value: long and >= 0 and var index } && target.IsNative
            && _shapes[target.Shape] is { Kind: ShapeKind.Tuple, IsNullable: false } tuple && index < tuple.Members.Count)
        {
            return Native($"{target.Code}.{tuple.Members[(int)index].Name}", tuple.Members[(int)index].Shape);
        }

        var hint = ShapeOf(target.Shape) switch
        {
            { Kind: ShapeKind.Dictionary or ShapeKind.Sequence } collection => collection.Element,
            { Kind: ShapeKind.Tuple } pair when access.Index is Constant { Value: long at } && at >= 0 && at < pair.Members.Count => pair.Members[(int)at].Shape,
            _ => -1,
        };
        var position = AsValue(Evaluate(access.Index, scope), access.Index.Span);
        return Value(Map(access.Span, $"{Run}Operators.Item({AsValue(target, access.Target.Span)}, {position}, {At(access.Span)})"), hint);
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
                        ValueCode = () =>
                        {
                            var bound = $"{Run}Operators.Attribute({AsValue(target, access.Target.Span)}, {Text(access.Name)}, {At(access.NameSpan)})";
                            return $"{Run}Operators.Call({bound}, default, {At(call.Span)})";
                        },
                    };
                }

                if (shape.Kind is ShapeKind.Sequence or ShapeKind.Dictionary && s_mutators.Contains(access.Name))
                {
                    Fault(
                        "OPM5005",
                        access.NameSpan,
                        $"'{access.Name}' would change a collection of C#, which a template cannot. "
                        + "Make a copy first: {% set copy = … | list %}, or build a new one with +.");
                    return Value("default");
                }

                if (shape.Kind == ShapeKind.Object && MethodNamed(shape.Members, access.Name) is { } member)
                {
                    return NativeCall(target.Code, member, access.NameSpan, call, scope);
                }
            }

            callee = AttributeOperand(target, access.Target.Span, access.Name, access.NameSpan, access.Span, scope);
        }

        if (call.Target is Name { Identifier: var global } && BuiltIns.Globals.TryGetValue(global, out var signature)
            && scope.Find(global) is null && (!scope.SeesContext || ContextMember(global) is null)
            && call.Arguments.Rest is null && call.Arguments.Named is null)
        {
            return Value(Map(call.Span, Invoke("Globals", signature, "default", Bind(signature, call.Arguments, call.Target.Span, "function", scope), call.Span)));
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
