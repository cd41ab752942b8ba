namespace OpsMop.Templates.Interpreter;

/// <summary>Text.</summary>
internal sealed class TextCode(string text) : StatementCode
{
    public string Text { get; } = text;

    public override Flow Run(Scope scope)
    {
        scope.Output.Write(Text);
        return Flow.Next;
    }
}

/// <summary><c>{{ value }}</c>.</summary>
internal sealed class PrintCode(ExpressionCode value) : StatementCode
{
    public override Flow Run(Scope scope)
    {
        value.Write(scope);
        return Flow.Next;
    }
}

/// <summary>A statement that is not run once the template has extended another.</summary>
internal sealed class UnlessExtendedCode(StatementCode statement) : StatementCode
{
    public override Flow Run(Scope scope) => scope.Extension!.Parent is null ? statement.Run(scope) : Flow.Next;
}

/// <summary><c>do</c>.</summary>
internal sealed class DoCode(ExpressionCode value) : StatementCode
{
    public override Flow Run(Scope scope)
    {
        value.Evaluate(scope);
        return Flow.Next;
    }
}

/// <summary><c>if</c>.</summary>
internal sealed class IfCode(ExpressionCode condition, StatementCode[] then, StatementCode[] otherwise) : StatementCode
{
    public override Flow Run(Scope scope) => Run(condition.Test(scope) ? then : otherwise, scope);
}

/// <summary><c>break</c> and <c>continue</c>.</summary>
internal sealed class JumpCode(Flow flow) : StatementCode
{
    public override Flow Run(Scope scope) => flow;
}

/// <summary>Something that is always wrong if it is reached.</summary>
internal sealed class FaultCode(string problem, Place place, bool onlyIfExtended) : StatementCode
{
    public override Flow Run(Scope scope) =>
        onlyIfExtended && scope.Extension!.Parent is null ? Flow.Next : throw scope.At(place).Fault(problem);
}

/// <summary>What a value is assigned to.</summary>
internal abstract class TargetCode
{
    public abstract void Assign(Scope scope, Value value);

    /// <summary>What was assigned, as a value.</summary>
    public abstract Value Read(Scope scope);
}

/// <summary>A variable that is set.</summary>
internal sealed class SlotTarget(int slot) : TargetCode
{
    public override void Assign(Scope scope, Value value) => scope.Slots[slot] = value;

    public override Value Read(Scope scope) => scope.Slots[slot];
}

/// <summary>A variable of the top level: other templates see it too.</summary>
internal sealed class TopTarget(string name, int slot, bool export) : TargetCode
{
    public override void Assign(Scope scope, Value value)
    {
        scope.Slots[slot] = value;
        scope.Variables.Set(name, value, export);
    }

    public override Value Read(Scope scope) => scope.Slots[slot];
}

/// <summary><c>set ns.name = …</c>.</summary>
internal sealed class NamespaceTarget(NameCode reference, string attribute, Place place) : TargetCode
{
    public override void Assign(Scope scope, Value value)
    {
        if (reference.Peek(scope).AsObject() is not NamespaceValue target)
        {
            throw scope.At(place).Fault($"cannot assign attribute on non-namespace object: make '{reference.Name}' with namespace(), or set a name of its own");
        }

        target.Set(attribute, value, scope.At(place));
    }

    public override Value Read(Scope scope) => default;
}

/// <summary>Several targets, each of which gets an item of the value.</summary>
internal sealed class TupleTarget(TargetCode[] targets, Place place) : TargetCode
{
    public override void Assign(Scope scope, Value value)
    {
        RenderContext context = scope.At(place);
        if (value.AsObject() is TupleValue tuple)
        {
            IReadOnlyList<Value> items = tuple.Items;
            Check(items.Count, context);
            for (int i = 0; i < targets.Length; i++)
            {
                targets[i].Assign(scope, items[i]);
            }

            return;
        }

        // As Python, all of them are there before the first is assigned, and not many more are asked for.
        var values = new List<Value>(targets.Length);
        foreach (Value item in Operators.Iterate(value, context))
        {
            values.Add(item);
            if (values.Count > targets.Length)
            {
                break;
            }
        }

        Check(values.Count, context);
        for (int i = 0; i < targets.Length; i++)
        {
            targets[i].Assign(scope, values[i]);
        }
    }

    public override Value Read(Scope scope)
    {
        var values = new Value[targets.Length];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = targets[i].Read(scope);
        }

        return new TupleValue(values);
    }

    private void Check(int count, RenderContext context)
    {
        if (count < targets.Length)
        {
            throw context.Fault($"not enough values to unpack (expected {targets.Length}, got {count})");
        }

        if (count > targets.Length)
        {
            throw context.Fault($"too many values to unpack (expected {targets.Length})");
        }
    }
}

/// <summary><c>set</c>.</summary>
internal sealed class SetCode(TargetCode target, ExpressionCode value) : StatementCode
{
    public override Flow Run(Scope scope)
    {
        target.Assign(scope, value.Evaluate(scope));
        return Flow.Next;
    }
}

/// <summary><c>set</c> with a body.</summary>
internal sealed class SetBlockCode(TargetCode target, EntryCode entry, StatementCode[] body, int captured, ExpressionCode value) : StatementCode
{
    public override Flow Run(Scope scope)
    {
        entry.Run(scope);
        int start = scope.Output.Length;
        Flow flow = Run(body, scope);
        Value text = scope.Output.Cut(start);
        if (flow == Flow.Next)
        {
            scope.Slots[captured] = text;
            target.Assign(scope, value.Evaluate(scope));
        }

        entry.Leave(scope);
        return flow;
    }
}

/// <summary><c>filter</c> with a body.</summary>
internal sealed class FilterBlockCode(EntryCode entry, StatementCode[] body, int captured, ExpressionCode value) : StatementCode
{
    public override Flow Run(Scope scope)
    {
        entry.Run(scope);
        int start = scope.Output.Length;
        Flow flow = Run(body, scope);
        Value text = scope.Output.Cut(start);
        if (flow == Flow.Next)
        {
            scope.Slots[captured] = text;
            value.Write(scope);
        }

        entry.Leave(scope);
        return flow;
    }
}

/// <summary><c>with</c>.</summary>
internal sealed class WithCode(EntryCode entry, (TargetCode Target, ExpressionCode Value)[] items, StatementCode[] body) : StatementCode
{
    public override Flow Run(Scope scope)
    {
        entry.Run(scope);
        foreach ((TargetCode target, ExpressionCode value) in items)
        {
            target.Assign(scope, value.Evaluate(scope));
        }

        Flow flow = Run(body, scope);
        entry.Leave(scope);
        return flow;
    }
}

/// <summary>The definition of a macro.</summary>
internal sealed class MacroCode(TargetCode target, MacroBody macro) : StatementCode
{
    public override Flow Run(Scope scope)
    {
        target.Assign(scope, new MacroValue(macro, scope));
        return Flow.Next;
    }
}

/// <summary><c>call</c>.</summary>
internal sealed class CallBlockCode(CallCode call, MacroBody caller) : StatementCode
{
    public override Flow Run(Scope scope)
    {
        call.Write(scope, new MacroValue(caller, scope));
        return Flow.Next;
    }
}

/// <summary><c>block</c>, where it stands.</summary>
internal sealed class BlockCallCode(string name, bool required, LocalsCode? locals, Place place) : StatementCode
{
    public override Flow Run(Scope scope)
    {
        VariableContext variables = locals is null ? scope.Variables : scope.Variables.Derive(locals.Read(scope));
        List<BlockCode> blocks = scope.Variables.Blocks[name];
        if (required && blocks.Count <= 1)
        {
            throw scope.At(place).Fault($"Required block '{name}' not found: a template that extends this one has to define it");
        }

        scope.At(place);
        blocks[0].Run(scope.Rendering, variables);
        return Flow.Next;
    }
}

/// <summary><c>extends</c>.</summary>
internal sealed class ExtendsCode(ExpressionCode template) : StatementCode
{
    public override Flow Run(Scope scope)
    {
        Value name = template.Evaluate(scope);
        Unit parent = TemplateNames.One(name, scope, template.Place);
        scope.Extension!.Parent = parent;
        foreach ((string block, BlockCode code) in parent.Blocks)
        {
            if (!scope.Variables.Blocks.TryGetValue(block, out List<BlockCode>? blocks))
            {
                scope.Variables.Blocks[block] = blocks = [];
            }

            blocks.Add(code);
        }

        return Flow.Next;
    }
}

/// <summary><c>include</c>.</summary>
internal sealed class IncludeCode(ExpressionCode template, bool ignoreMissing, LocalsCode? locals) : StatementCode
{
    public override Flow Run(Scope scope)
    {
        Value name = template.Evaluate(scope);
        Unit? unit = TemplateNames.OneOrSeveral(name, ignoreMissing, scope, template.Place);
        if (unit is null)
        {
            return Flow.Next;
        }

        if (locals is null)
        {
            scope.At(template.Place);
            scope.Output.Write(scope.Rendering.ModuleOf(unit).Body);
        }
        else
        {
            var variables = new VariableContext(scope.Variables.With(locals.Read(scope)), unit);
            scope.At(template.Place);
            unit.Run(scope.Rendering, variables);
        }

        return Flow.Next;
    }
}

/// <summary>Where <c>import</c> and <c>from</c> have their module from.</summary>
internal sealed class ImportSource(ExpressionCode template, LocalsCode? locals)
{
    public ModuleValue Import(Scope scope)
    {
        Value name = template.Evaluate(scope);
        Unit unit = TemplateNames.One(name, scope, template.Place);
        return locals is null
            ? scope.Rendering.ModuleOf(unit)
            : ModuleValue.Run(unit, scope.Rendering, new VariableContext(scope.Variables.With(locals.Read(scope)), unit));
    }
}

/// <summary><c>import</c>.</summary>
internal sealed class ImportCode(ImportSource source, TargetCode target, string? hidden) : StatementCode
{
    public override Flow Run(Scope scope)
    {
        target.Assign(scope, source.Import(scope));
        if (hidden is not null)
        {
            scope.Variables.Hide(hidden);
        }

        return Flow.Next;
    }
}

/// <summary><c>from … import …</c>.</summary>
internal sealed class FromImportCode(ImportSource source, (string Name, TargetCode Target, string? Hidden)[] names, Place place) : StatementCode
{
    public override Flow Run(Scope scope)
    {
        ModuleValue module = source.Import(scope);
        foreach ((string name, TargetCode target, string? hidden) in names)
        {
            target.Assign(scope, module.TryGetAttribute(name, scope.At(place), out Value value) ? value : module.Missing(name, place));
            if (hidden is not null)
            {
                scope.Variables.Hide(hidden);
            }
        }

        return Flow.Next;
    }
}

/// <summary>Two statements in one.</summary>
internal sealed class BothCode(StatementCode first, StatementCode second) : StatementCode
{
    public override Flow Run(Scope scope)
    {
        first.Run(scope);
        return second.Run(scope);
    }
}
