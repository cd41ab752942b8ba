using System.Collections.Immutable;
using System.Globalization;
using OpsMop.Parsing;
using OpsMop.Templates.Syntax;
using Constant = OpsMop.Templates.Syntax.Literal;

namespace OpsMop.Generators.Templates;

internal sealed partial class TemplateCompiler
{
    private void Emit(ImmutableArray<Statement> statements, Scope scope)
    {
        foreach (var statement in statements)
        {
            Emit(statement, scope);
        }
    }

    private void Emit(Statement statement, Scope scope)
    {
        if (++_statements > MostStatements)
        {
            if (_statements == MostStatements + 1)
            {
                Fault(
                    "OPM5005",
                    statement.Span,
                    "The template and all that it includes have become too large to compile. Do templates include each other again and again? A macro is compiled once.");
            }

            return;
        }

        switch (statement)
        {
            case TextData data:
                if (!_isSilent && data.Text.Length > 0)
                {
                    _out.Line($"__o.Write({Text(data.Text)});");
                }

                break;
            case Print print:
                if (!_isSilent)
                {
                    EmitPrint(print.Value, scope);
                }

                break;
            case If branch:
                EmitIf(branch, scope);
                break;
            case For loop:
                EmitFor(loop, scope);
                break;
            case Set set:
                EmitSet(set.Target, Evaluate(set.Value, scope), set.Value.Span, scope);
                break;
            case SetBlock block:
                EmitSetBlock(block, scope);
                break;
            case With with:
                EmitWith(with, scope);
                break;
            case Macro macro:
                EmitMacro(macro, scope);
                break;
            case CallBlock call:
                EmitCallBlock(call, scope);
                break;
            case FilterBlock filter:
                EmitFilterBlock(filter, scope);
                break;
            case Block block:
                // After 'extends' a block at the top is for the parent to write. What stands in a loop there Jinja2 writes before the parent, and so do included templates
                // and call blocks.
                if (!_isSilent || scope != _root)
                {
                    EmitBlock(block, scope);
                }

                break;
            case Include include:
                EmitInclude(include, scope);
                break;
            case Import import:
                EmitImport(import.Template, import.Span, import.WithContext, scope, module => scope.AddImported(import.Target.Identifier, module));
                break;
            case FromImport import:
                EmitImport(import.Template, import.Span, import.WithContext, scope, module => ImportNames(import, module, scope));
                break;
            case Extends extends:
                Fault(
                    "OPM5005",
                    extends.Span,
                    "In a compiled template 'extends' stands at its top level, not in a condition. Template.Load renders one whose parent is known at run time only.");
                break;
            case Do one:
                _out.Line($"_ = {AsValue(Evaluate(one.Value, scope), one.Value.Span, nullIsWelcome: true)};");
                break;
            case Break:
                _out.Line("break;");
                break;
            case Continue:
                _out.Line("continue;");
                break;
        }
    }

    private void EmitPrint(Expression value, Scope scope)
    {
        switch (value)
        {
            case Constant { Value: string text }:
                _out.Line($"__o.Write({Text(text)});");
                return;
            case Conditional conditional:
                _out.Open($"if ({Condition(conditional.Condition, scope)})");
                EmitPrint(conditional.Then, scope);
                _out.Close();
                if (conditional.Otherwise is { } otherwise)
                {
                    _out.Open("else");
                    EmitPrint(otherwise, scope);
                    _out.Close();
                }

                return;
            case Concatenation concatenation:
                foreach (var item in concatenation.Items)
                {
                    EmitPrint(item, scope);
                }

                return;
            case Call call when DirectCall(call, scope, captured: false) is { } code:
                _out.Line(code + ";");
                return;
        }

        var operand = EvaluateUsed(value, scope);
        if (value is FilterExpression { Name: "join", Input: { } joined } filter && operand is { IsNative: true, Symbol: null }
            && EvaluateUsed(joined, scope) is var list && Joined(filter, list) is { } separator)
        {
            _out.Line($"{Run}Compiled.WriteJoined({separator}, {Map(joined.Span, list.Code)}, __o);");
            return;
        }

        if (operand is { IsNative: true, Symbol: null })
        {
            var shape = _shapes[operand.Shape];
            CheckSecret(shape, value.Span);
            switch (shape.Kind)
            {
                case ShapeKind.String or ShapeKind.Text or ShapeKind.Secret or ShapeKind.Object:
                    _out.Line($"__o.Write({Map(value.Span, operand.Code)});");
                    return;
                case ShapeKind.Integer or ShapeKind.Boolean:
                    _out.Line($"__o.Write({Map(value.Span, $"{operand.Code}{(shape.IsNullable ? ".Value" : "")}")});");
                    return;
                case ShapeKind.Enum:
                    _out.Line($"__o.Write({Map(value.Span, $"({operand.Code}){(shape.IsNullable ? ".Value" : "")}.ToString()")});");
                    return;
            }
        }

        // The place is told first: nothing is evaluated between it and the writing but what has told its own.
        _out.Line(operand.UnknownName is not null ? $"__o.Write({operand.Code});" : $"__o.Write({AsValue(operand, value.Span)}, {At(value.Span)});");
    }

    private void EmitIf(If branch, Scope scope)
    {
        _out.Open($"if ({Condition(branch.Condition, scope)})");
        Emit(branch.Then, scope);
        _out.Close();
        if (!branch.Otherwise.IsEmpty)
        {
            _out.Open("else");
            Emit(branch.Otherwise, scope);
            _out.Close();
        }
    }

    /// <summary>Declares the variables of a part that cannot be declared where they are set: they are set in several places, or functions before see them.</summary>
    private void OpenScope(IReadOnlyList<Statement> statements, Scope scope, Func<string, bool> isSeenByBlocks)
    {
        foreach (var group in Stores(statements, atTop: true).GroupBy(static store => store.Name))
        {
            var stores = group.ToList();
            if (stores.Count == 1 && stores[0].IsAtTop)
            {
                if (stores[0].Statement is Macro or Import or FromImport)
                {
                    continue;
                }

                var before = statements.TakeWhile(one => one != stores[0].Statement).ToList();
                if (!isSeenByBlocks(group.Key) && !FunctionsMention(before, group.Key))
                {
                    continue;
                }
            }

            var outer = stores.All(static store => store.Statement is Macro) ? null : Outer(group.Key, scope);
            var code = Fresh(group.Key);
            _out.Line($"{Run}Value {code} = {outer ?? $"{Run}Compiled.Undefined({Text($"'{group.Key}' is undefined")})"};");
            scope.Add(group.Key, new VariableSymbol(code, -1, false));
        }
    }

    /// <summary>The value that a name has around a part that sets it; null where it has none.</summary>
    private string? Outer(string name, Scope scope)
    {
        if (scope.Find(name) is { } symbol)
        {
            return symbol is VariableSymbol variable ? AsValue(new Operand(variable.Code, variable.Shape, variable.IsNative), default, nullIsWelcome: true) : null;
        }

        return scope.SeesContext && ContextMember(name) is { } found ? AsValue(Native(found.Code, found.Shape) with { Root = found.Code }, default, nullIsWelcome: true) : null;
    }

    /// <summary>The names that statements set in their own part of the template.</summary>
    private static IEnumerable<(string Name, Statement Statement, bool IsAtTop)> Stores(IEnumerable<Statement> statements, bool atTop)
    {
        foreach (var statement in statements)
        {
            switch (statement)
            {
                case Set { Target: Name name }:
                    yield return (name.Identifier, statement, atTop);
                    break;
                case Set { Target: TupleExpression tuple }:
                    foreach (var name in Targets(tuple))
                    {
                        yield return (name, statement, false);
                    }

                    break;
                case SetBlock { Target: Name name }:
                    yield return (name.Identifier, statement, atTop);
                    break;
                case Macro macro:
                    yield return (macro.Name.Identifier, statement, atTop);
                    break;
                case Import import:
                    yield return (import.Target.Identifier, statement, atTop);
                    break;
                case FromImport import:
                    foreach (var name in import.Names)
                    {
                        yield return (name.Target.Identifier, statement, atTop);
                    }

                    break;
                case If branch:
                    foreach (var store in Stores(branch.Then, false).Concat(Stores(branch.Otherwise, false)))
                    {
                        yield return store;
                    }

                    break;
            }
        }
    }

    private static IEnumerable<string> Targets(Expression target) => target switch
    {
        Name name => [name.Identifier],
        TupleExpression tuple => tuple.Items.SelectMany(Targets),
        _ => [],
    };

    /// <summary>Whether what runs later than it stands, a macro or the body of a call block, names a variable.</summary>
    private static bool FunctionsMention(IReadOnlyList<Statement> statements, string name) => Children.All(statements).Any(statement => statement switch
    {
        Macro macro => SyntaxWalk.Mention(macro.Body, name) || SyntaxWalk.Mentions(macro, name),
        CallBlock call => SyntaxWalk.Mention(call.Body, name),
        For { Recursive: true } loop => SyntaxWalk.Mention(loop.Body, name),
        Block block => SyntaxWalk.Mention(block.Body, name),
        _ => false,
    });

    /// <summary>Statements with names of their own.</summary>
    private void EmitPart(ImmutableArray<Statement> statements, Scope around)
    {
        var scope = new Scope(around, around.SeesContext);
        OpenScope(statements, scope, static _ => false);
        Emit(statements, scope);
    }

    private void EmitSet(Expression target, Operand value, Span span, Scope scope)
    {
        switch (target)
        {
            case NamespaceReference reference:
                var space = AsValue(NameOperand(reference.Target, scope), reference.Span);
                var given = AsValue(value, span, nullIsWelcome: true);
                _out.Line($"{Run}Compiled.SetAttribute({space}, {Text(reference.Attribute)}, {given}, {At(reference.Span)});");
                break;
            case TupleExpression tuple:
                Unpack(tuple, value, span, scope, (name, operand) => Assign(name, operand, span, scope));
                break;
            case Name name:
                Assign(name, value, span, scope);
                break;
        }
    }

    private void Assign(Name name, Operand value, Span span, Scope scope)
    {
        if (scope.FindOwn(name.Identifier) is VariableSymbol { IsNative: false } declared)
        {
            _out.Line($"{declared.Code} = {AsValue(value, span, nullIsWelcome: true)};");
        }
        else
        {
            Declare(name.Identifier, value, span, scope);
        }
    }

    /// <summary>Declares a variable here.</summary>
    private void Declare(string name, Operand value, Span span, Scope scope)
    {
        var code = Fresh(name);
        if (value is { IsNative: true, Symbol: null })
        {
            // By its type: what 'var' declares may be null to the compiler, once a function sees it.
            _out.Line($"{(_shapes[value.Shape].Type == "object" ? "var" : _shapes[value.Shape].Type)} {code} = {value.Code};");
            scope.Add(name, new VariableSymbol(code, value.Shape, true));
        }
        else
        {
            _out.Line($"{Run}Value {code} = {AsValue(value, span, nullIsWelcome: true)};");
            scope.Add(name, new VariableSymbol(code, value.Shape, false));
        }
    }

    /// <summary>Gives each target of a tuple its part of a value.</summary>
    private void Unpack(TupleExpression targets, Operand value, Span span, Scope scope, Action<Name, Operand> assign)
    {
        Func<int, Operand> part;
        if (value is { IsNative: true, Symbol: null } && _shapes[value.Shape] is { Kind: ShapeKind.Tuple, IsNullable: false } tuple && tuple.Members.Count == targets.Items.Length)
        {
            var whole = Fresh("pair");
            _out.Line($"var {whole} = {value.Code};");
            part = i => Native($"{whole}.{tuple.Members[i].Name}", tuple.Members[i].Shape);
        }
        else
        {
            var whole = Fresh("parts");
            _out.Line($"{Run}Value[] {whole} = {Run}Compiled.Unpack({AsValue(value, span)}, {targets.Items.Length.ToString(CultureInfo.InvariantCulture)}, {At(targets.Span)});");
            var hints = ShapeOf(value.Shape) is { Kind: ShapeKind.Tuple } known && known.Members.Count == targets.Items.Length ? known.Members : default;
            part = i => Value($"{whole}[{i.ToString(CultureInfo.InvariantCulture)}]", i < hints.Count ? hints[i].Shape : -1);
        }

        for (var i = 0; i < targets.Items.Length; i++)
        {
            switch (targets.Items[i])
            {
                case Name name:
                    assign(name, part(i));
                    break;
                case TupleExpression inner:
                    Unpack(inner, part(i), span, scope, assign);
                    break;
                case NamespaceReference reference:
                    EmitSet(reference, part(i), span, scope);
                    break;
            }
        }
    }

    /// <summary>What statements write, as a value.</summary>
    private string Captured(Action emit)
    {
        var start = Fresh("start");
        var text = Fresh("text");
        _out.Line($"var {start} = __o.Length;");
        var silent = _isSilent;
        _isSilent = false;
        _out.Line("{");
        emit();
        _out.Line("}");
        _isSilent = silent;
        _out.Line($"{Run}Value {text} = __o.Cut({start});");
        return text;
    }

    private void EmitSetBlock(SetBlock block, Scope scope)
    {
        var value = Value(Captured(() => EmitPart(block.Body, scope)));
        EmitSet(block.Target, block.Filter is { } filter ? Filtered(filter, value, scope) : value, block.Span, scope);
    }

    private void EmitFilterBlock(FilterBlock block, Scope scope)
    {
        var value = Value(Captured(() => EmitPart(block.Body, scope)));
        if (!_isSilent)
        {
            _out.Line($"__o.Write({AsValue(Filtered(block.Filter, value, scope), block.Filter.Span)}, {At(block.Filter.Span)});");
        }
    }

    /// <summary>A chain of filters whose innermost has no input of its own.</summary>
    private Operand Filtered(FilterExpression filter, Operand input, Scope scope) =>
        FilterOperand(filter, filter.Input is FilterExpression inner ? Filtered(inner, input, scope) : input, scope);

    private void EmitWith(With with, Scope scope)
    {
        _out.Open("");
        var inner = new Scope(scope, scope.SeesContext);
        var values = with.Items.Select(item => (item.Target, Value: Evaluate(item.Value, scope), item.Value.Span)).ToList();
        foreach (var (target, value, span) in values)
        {
            if (target is TupleExpression tuple)
            {
                Unpack(tuple, value, span, scope, (name, operand) => Declare(name.Identifier, Unwrap(operand, span), span, inner));
            }
            else if (target is Name name)
            {
                Declare(name.Identifier, value, span, inner);
            }
        }

        EmitPart(with.Body, inner);
        _out.Close();
    }
}
