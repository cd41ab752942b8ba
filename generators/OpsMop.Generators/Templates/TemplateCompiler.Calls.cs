using System.Collections.Immutable;
using System.Globalization;
using OpsMop.Parsing;
using OpsMop.Templates.Syntax;

namespace OpsMop.Generators.Templates;

internal sealed partial class TemplateCompiler
{
    private const string Dynamic = "dynamic";

    // The bodies of the macros whose instances are being written.
    private readonly HashSet<ImmutableArray<Statement>> _writing = [];

    private void EmitMacro(Macro macro, Scope scope)
    {
        var symbol = new MacroSymbol(macro.Name.Identifier, macro.Parameters, macro.Body, _file, scope, _out.Insert());
        _macros.Add(symbol);
        if (scope.FindOwn(symbol.Name) is VariableSymbol variable)
        {
            // Defined in several places, or in a condition: which one it is, the rendering finds out.
            _out.Line($"{variable.Code} = {SymbolAsValue(symbol, macro.Name.Span)};");
        }
        else
        {
            scope.Add(symbol.Name, symbol);
        }
    }

    private void EmitCallBlock(CallBlock block, Scope scope)
    {
        // The braces keep what is written for this call alone.
        _out.Open("");
        var caller = new MacroSymbol("caller", block.Parameters, block.Body, _file, scope, _out.Insert()) { IsCaller = true };
        _macros.Add(caller);
        if (MacroOf(block.Call.Target, scope) is { } macro && BindMacro(macro, block.Call, scope, caller) is var (function, arguments))
        {
            if (!macro.TakesCaller)
            {
                Fault("OPM5004", block.Call.Span, $"The macro '{macro.Name}' never writes caller(), so the body of this call block would be lost.");
            }

            _out.Line($"{function}({arguments});");
        }
        else
        {
            var target = AsValue(Evaluate(block.Call.Target, scope), block.Call.Target.Span);
            var call = $"{Run}Operators.Call({target}, {Arguments(block.Call.Arguments, scope, SymbolAsValue(caller, block.Span))}, {At(block.Call.Span)})";
            _out.Line($"__o.Write({call});");
        }

        _out.Close();
    }

    private MacroSymbol? MacroOf(Expression target, Scope scope) => target switch
    {
        Name name => scope.Find(name.Identifier) as MacroSymbol,
        AttributeAccess { Target: Name module, Name: var name } when scope.Find(module.Identifier) is ModuleSymbol found => found.Scope.FindExported(name) as MacroSymbol,
        _ => null,
    };

    /// <summary>
    /// The code of a call whose target is known while compiling: a macro, a recursive loop, a block, a parent's block. As a value, or as a statement that writes;
    /// null where the target is something else.
    /// </summary>
    private string? DirectCall(Call call, Scope scope, bool captured)
    {
        if (MacroOf(call.Target, scope) is { } macro)
        {
            return BindMacro(macro, call, scope, caller: null) is var (function, arguments) ? $"{function}{(captured ? "_value" : "")}({arguments})" : null;
        }

        switch (call.Target)
        {
            case Name name when scope.Find(name.Identifier) is LoopSymbol loop:
                if (loop.Recursion is null || call.Arguments.Positional.Length != 1)
                {
                    Fault("OPM5004", call.Span, "Only the loop of a 'for … recursive' is called, and with the items of the next level.");
                    return "default";
                }

                var level = Evaluate(call.Arguments.Positional[0], scope);
                if (ShapeOf(level.Shape) is { Kind: ShapeKind.Sequence, Element: var inner } && ShapeOf(inner) is { Kind: ShapeKind.Object } found
                    && ShapeOf(loop.Element) is { Kind: ShapeKind.Object } expected && found.Type.TrimEnd('?') != expected.Type.TrimEnd('?'))
                {
                    Fault(
                        "OPM5005",
                        call.Arguments.Positional[0].Span,
                        $"A recursive loop has one type of items on all levels; these are {Short(found)}, those of the loop are {Short(expected)}. "
                        + "A macro that calls itself takes any.");
                }

                var items = AsValue(level, call.Arguments.Positional[0].Span);
                var recursion = $"{loop.Recursion}({items}, {loop.Code}.Depth)";
                return captured ? recursion : $"__o.Write({recursion})";
            case Name { Identifier: "super" } when scope.Find("super") is null && scope.Block is { } block:
                return BlockCall(block.Name, block.Level + 1, call.Span, captured);
            case AttributeAccess { Target: Name { Identifier: "self" }, Name: var name } when scope.Find("self") is null && scope.SeesContext && _blocks.ContainsKey(name):
                return BlockCall(name, 0, call.Span, captured);
            default:
                return null;
        }
    }

    private string BlockCall(string name, int level, Span span, bool captured)
    {
        if (level >= _blocks[name].Count)
        {
            Fault("OPM5004", span, $"There is no parent block '{name}' for super() to write.");
            return "default";
        }

        var function = BlockFunction(name, level);
        return $"{function}{(captured ? "_value" : "")}()";
    }

    /// <summary>The function and the arguments of a call of a macro; null where the arguments are known at run time only.</summary>
    private (string Function, string Arguments)? BindMacro(MacroSymbol macro, Call call, Scope scope, MacroSymbol? caller)
    {
        var given = call.Arguments;
        if (given.Rest is not null || given.Named is not null || given.Keywords.Any(static keyword => keyword.Name == "caller"))
        {
            return null;
        }

        // A macro that calls itself with a block has a new caller on each level, of which there is no end.
        if (caller is not null && _writing.Contains(macro.Body))
        {
            return null;
        }

        var operands = new (Operand Operand, Span Span)?[macro.Parameters.Length];
        var rest = new List<string>();
        var named = new List<string>();
        for (var i = 0; i < given.Positional.Length; i++)
        {
            var operand = Evaluate(given.Positional[i], scope);
            if (i < operands.Length)
            {
                operands[i] = (operand, given.Positional[i].Span);
            }
            else if (macro.TakesRest)
            {
                rest.Add(AsValue(operand, given.Positional[i].Span, nullIsWelcome: true));
            }
            else
            {
                var count = given.Positional.Length.ToString(CultureInfo.InvariantCulture);
                Fault("OPM5004", given.Positional[i].Span, $"The macro '{macro.Name}' takes {Count(operands.Length)}, not {count}.");
                break;
            }
        }

        foreach (var keyword in given.Keywords)
        {
            var index = macro.Parameters.ToList().FindIndex(parameter => parameter.Name.Identifier == keyword.Name);
            var operand = Evaluate(keyword.Value, scope);
            if (index >= 0 && operands[index] is null)
            {
                operands[index] = (operand, keyword.Value.Span);
            }
            else if (index < 0 && macro.TakesNamed)
            {
                named.Add($"({Run}Compiled.Of({Text(keyword.Name)}), {AsValue(operand, keyword.Value.Span, nullIsWelcome: true)})");
            }
            else
            {
                Fault(
                    "OPM5004",
                    keyword.NameSpan,
                    index >= 0
                        ? $"The argument '{keyword.Name}' of the macro '{macro.Name}' is given twice."
                        : $"The macro '{macro.Name}' has no parameter '{keyword.Name}'.{Suggestion.DidYouMean(keyword.Name, macro.Parameters.Select(static p => p.Name.Identifier))}");
            }
        }

        var types = new List<(string? Type, int Shape, bool IsNative)>();
        var arguments = new List<string>();
        foreach (var one in operands)
        {
            if (one is not var (operand, span))
            {
                types.Add((null, -1, false));
            }
            else if (operand is { IsNative: true, Symbol: null } && _shapes[operand.Shape].Type != "object")
            {
                types.Add((_shapes[operand.Shape].Type, operand.Shape, true));
                arguments.Add(operand.Code);
            }
            else
            {
                types.Add((Run + "Value", operand.Shape, false));
                arguments.Add(AsValue(operand, span, nullIsWelcome: true));
            }
        }

        if (macro.TakesRest)
        {
            arguments.Add($"{Run}Compiled.Tuple([{string.Join(", ", rest)}])");
        }

        if (macro.TakesNamed)
        {
            arguments.Add($"{Run}Compiled.Dictionary([{string.Join(", ", named)}], __c)");
        }

        return (Instance(macro, types, caller), string.Join(", ", arguments));
    }

    /// <summary>The function of a macro for arguments of certain types. It is written when it is first asked for.</summary>
    private string Instance(MacroSymbol macro, IReadOnlyList<(string? Type, int Shape, bool IsNative)> types, MacroSymbol? caller)
    {
        var key = string.Join("|", types.Select(type => type.Type is null ? "-" : type.IsNative ? type.Type : "~" + Describe(type.Shape, 0)));
        if (caller is null && macro.Instances.TryGetValue(key, out var known))
        {
            return known;
        }

        var function = Fresh(macro.Name);
        if (caller is null)
        {
            macro.Instances.Add(key, function);
        }
        else
        {
            // Counted as called, and not found again: the next call block has another body.
            macro.Instances[key + "|" + function] = function;
        }

        // With a caller it can only stand where the caller is visible.
        Within(macro, caller is null ? macro.Place : caller.Place, () =>
        {
            var scope = new Scope(macro.Scope, macro.Scope.SeesContext);
            var parameters = new List<string>();
            for (var i = 0; i < types.Count; i++)
            {
                if (types[i].Type is { } type)
                {
                    var code = Fresh(macro.Parameters[i].Name.Identifier);
                    parameters.Add($"{type} {code}");
                    scope.Add(macro.Parameters[i].Name.Identifier, new VariableSymbol(code, types[i].Shape, types[i].IsNative));
                }
            }

            OpenFunction(macro, function, parameters, scope, isDynamic: false, caller);
            for (var i = 0; i < types.Count; i++)
            {
                if (types[i].Type is null)
                {
                    var parameter = macro.Parameters[i];
                    Declare(
                        parameter.Name.Identifier,
                        parameter.Default is { } value ? Evaluate(value, scope) : Value(NotGiven(parameter)),
                        parameter.Default?.Span ?? parameter.Name.Span,
                        scope);
                }
            }

            CloseFunction(macro, function, parameters, scope);
        });
        return function;
    }

    private static string NotGiven(Parameter parameter) =>
        $"{Run}Compiled.Undefined({OpsMop.Generators.Literal.Of($"parameter '{parameter.Name.Identifier}' was not provided")})";

    private string Describe(int shape, int depth) => depth > 6 || ShapeOf(shape) is not { } known ? "?" : known.Kind switch
    {
        ShapeKind.Sequence => "[" + Describe(known.Element, depth + 1) + "]",
        ShapeKind.Dictionary => "{" + Describe(known.Key, depth + 1) + ":" + Describe(known.Element, depth + 1) + "}",
        ShapeKind.Tuple => "(" + string.Join(",", known.Members.Select(member => member.Name + ":" + Describe(member.Shape, depth + 1))) + ")",
        ShapeKind.Object => known.Type,
        _ => "?",
    };

    private void OpenFunction(MacroSymbol macro, string function, List<string> parameters, Scope scope, bool isDynamic, MacroSymbol? caller)
    {
        void Extra(string name)
        {
            var code = Fresh(name);
            parameters.Add($"{Run}Value {code}");
            scope.Add(name, new VariableSymbol(code, -1, false));
        }

        if (macro.TakesRest)
        {
            Extra("varargs");
        }

        if (macro.TakesNamed)
        {
            Extra("kwargs");
        }

        if (caller is not null)
        {
            scope.Add("caller", caller);
        }
        else if (macro.TakesCaller && isDynamic)
        {
            Extra("caller");
        }
        else if (macro.TakesCaller)
        {
            scope.Add("caller", new VariableSymbol($"{Run}Compiled.Undefined(\"No caller defined\")", -1, false));
        }

        _out.Open($"void {function}({string.Join(", ", parameters)})");
        _out.Line("__c.Enter();");
    }

    private void CloseFunction(MacroSymbol macro, string function, List<string> parameters, Scope scope)
    {
        EmitPart(macro.Body, scope);
        _out.Line("__c.Leave();");
        _out.Close();
        _out.Open($"{Run}Value {function}_value({string.Join(", ", parameters)})");
        _out.Line("var __begin = __o.Length;");
        _out.Line($"{function}({string.Join(", ", parameters.Select(static parameter => parameter.Substring(parameter.LastIndexOf(' ') + 1)))});");
        _out.Line("return __o.Cut(__begin);");
        _out.Close();
    }

    /// <summary>Writes elsewhere, in the file of a macro or a block.</summary>
    private void Within(MacroSymbol macro, MappedWriter place, Action emit)
    {
        var isFirst = _writing.Add(macro.Body);
        Within(macro.File, place, emit);
        if (isFirst)
        {
            _writing.Remove(macro.Body);
        }
    }

    private void Within(TemplateFile target, MappedWriter place, Action emit)
    {
        var (writer, file, silent) = (_out, _file, _isSilent);
        (_out, _file, _isSilent) = (place, target, false);
        emit();
        (_out, _file, _isSilent) = (writer, file, silent);
    }

    /// <summary>The function of a macro for arguments that only the run time knows.</summary>
    private string DynamicInstance(MacroSymbol macro)
    {
        if (macro.Instances.TryGetValue(Dynamic, out var known))
        {
            return known;
        }

        var function = Fresh(macro.Name);
        macro.Instances.Add(Dynamic, function);
        Within(macro, macro.Place, () =>
        {
            var scope = new Scope(macro.Scope, macro.Scope.SeesContext);
            var parameters = new List<string>();
            foreach (var parameter in macro.Parameters)
            {
                var code = Fresh(parameter.Name.Identifier);
                parameters.Add($"{Run}Value {code}");
                scope.Add(parameter.Name.Identifier, new VariableSymbol(code, -1, false));
            }

            OpenFunction(macro, function, parameters, scope, isDynamic: true, caller: null);
            foreach (var parameter in macro.Parameters)
            {
                var code = ((VariableSymbol)scope.FindOwn(parameter.Name.Identifier)!).Code;
                _out.Open($"if ({Run}Compiled.IsMissing({code}))");
                _out.Line($"{code} = {(parameter.Default is { } value ? AsValue(Evaluate(value, scope), value.Span, nullIsWelcome: true) : NotGiven(parameter))};");
                _out.Close();
            }

            CloseFunction(macro, function, parameters, scope);
        });
        return function;
    }

    private string SymbolAsValue(Symbol symbol, Span span)
    {
        switch (symbol)
        {
            case VariableSymbol variable:
                return AsValue(new Operand(variable.Code, variable.Shape, variable.IsNative), span, nullIsWelcome: true);
            case MacroSymbol macro:
                var function = DynamicInstance(macro);
                var count = macro.Parameters.Length + (macro.TakesRest ? 1 : 0) + (macro.TakesNamed ? 1 : 0) + (macro.TakesCaller ? 1 : 0);
                var arguments = string.Join(", ", System.Linq.Enumerable.Range(0, count).Select(static i => $"__a[{i.ToString(CultureInfo.InvariantCulture)}]"));
                var names = string.Join(", ", macro.Parameters.Select(parameter => Text(parameter.Name.Identifier)));
                var flags = $"{Flag(macro.TakesRest)}, {Flag(macro.TakesNamed)}, {Flag(macro.TakesCaller)}";
                return $"{Run}Compiled.Macro({(macro.IsCaller ? "null" : Text(macro.Name))}, [{names}], {flags}, __a => {function}_value({arguments}))";
            case LoopSymbol loop:
                return $"{Run}Compiled.Of({loop.Code})";
            default:
                Fault("OPM5005", span, "An imported template is no value: name what is in it. Template.Load renders templates that hand each other around.");
                return "default";
        }
    }

    private static string Short(Shape shape) => shape.Type.TrimEnd('?').Substring(shape.Type.LastIndexOfAny(['.', ':']) + 1);

    private static string Flag(bool value) => value ? "true" : "false";
}
