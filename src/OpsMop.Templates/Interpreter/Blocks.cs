namespace OpsMop.Templates.Interpreter;

/// <summary>A block of a template.</summary>
internal sealed class BlockCode(string name)
{
    public string Name { get; } = name;

    // Set once the block is lowered, which may be after a template's other parts have been.
    public Layout Layout { get; set; } = new(null);

    public EntryCode? Entry { get; set; }

    public StatementCode[] Body { get; set; } = [];

    public int SelfSlot { get; set; } = -1;

    public int SuperSlot { get; set; } = -1;

    public void Run(Rendering rendering, VariableContext variables)
    {
        rendering.Enter();
        var scope = new Scope(Layout.Count, variables, rendering, null);
        if (SelfSlot >= 0)
        {
            scope.Slots[SelfSlot] = new SelfValue(variables, rendering);
        }

        if (SuperSlot >= 0)
        {
            scope.Slots[SuperSlot] = Super(rendering, variables);
        }

        Entry!.Run(scope);
        StatementCode.Run(Body, scope);
        rendering.Leave();
    }

    private Value Super(Rendering rendering, VariableContext variables)
    {
        int index = variables.Blocks.TryGetValue(Name, out List<BlockCode>? blocks) ? blocks.IndexOf(this) + 1 : 0;
        return index > 0 && index < blocks!.Count ? new BlockReference(Name, variables, rendering, blocks, index) : BlockReference.NoParent(Name);
    }
}

/// <summary><c>super</c>, or <c>self.name</c>: a block that can be called.</summary>
internal sealed class BlockReference(string name, VariableContext variables, Rendering rendering, List<BlockCode> blocks, int depth)
    : ValueObject, IWritesItself
{
    public override string TypeName => "BlockReference";

    public override bool IsCallable => true;

    public static Value NoParent(string name) => new UndefinedValue($"there is no parent block called '{name}'.");

    public override bool TryGetAttribute(string attribute, RenderContext context, out Value value)
    {
        switch (attribute)
        {
            case "super":
                value = depth + 1 >= blocks.Count ? NoParent(name) : new BlockReference(name, variables, rendering, blocks, depth + 1);
                return true;
            case "name":
                value = name;
                return true;
            default:
                value = default;
                return false;
        }
    }

    public override Value Call(CallArguments arguments, RenderContext context)
    {
        int start = rendering.Output.Length;
        CallAndWrite(arguments, rendering.Output);
        return rendering.Output.Cut(start);
    }

    public void CallAndWrite(CallArguments arguments, TemplateOutput output)
    {
        if (arguments.Positional.Length + arguments.Keywords.Length > 0)
        {
            throw rendering.Context.Fault($"The block '{name}' takes no arguments.");
        }

        blocks[depth].Run(rendering, variables);
    }
}

/// <summary><c>self</c>: the blocks of the template.</summary>
internal sealed class SelfValue(VariableContext variables, Rendering rendering) : ValueObject
{
    public override string TypeName => "TemplateReference";

    internal override IEnumerable<string> AttributeNames => variables.Blocks.Keys;

    public override bool TryGetAttribute(string name, RenderContext context, out Value value)
    {
        bool found = variables.Blocks.TryGetValue(name, out List<BlockCode>? blocks);
        value = found ? new BlockReference(name, variables, rendering, blocks!, 0) : default;
        return found;
    }

    public override bool TryGetItem(Value index, RenderContext context, out Value value)
    {
        value = default;
        return index.TryGetString(out string? name) && TryGetAttribute(name, context, out value);
    }

}
