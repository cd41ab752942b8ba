namespace OpsMop.Templates.Interpreter;

/// <summary>One rendering of a template and of what it includes.</summary>
internal sealed class Rendering
{
    private Dictionary<Unit, ModuleValue>? _modules;

    public Rendering(Library library, TemplateValues values, bool sharesValues, RenderContext context, TemplateOutput output)
    {
        Library = library;
        Context = context;
        Output = output;
        Values = new GivenNames(values, sharesValues);
    }

    public Library Library { get; }

    public RenderContext Context { get; }

    public TemplateOutput Output { get; }

    /// <summary>What the caller gave, over the global functions.</summary>
    public NameLayer Values { get; }

    /// <summary>A template as a module that sees nothing but the global functions: run once per rendering.</summary>
    public ModuleValue ModuleOf(Unit unit)
    {
        _modules ??= [];
        if (!_modules.TryGetValue(unit, out ModuleValue? module))
        {
            module = ModuleValue.Run(unit, this, new VariableContext(GlobalNames.Layer, unit));
            _modules[unit] = module;
        }

        return module;
    }

    /// <summary>Enters something that can nest without an end.</summary>
    public void Enter()
    {
        if (!System.Runtime.CompilerServices.RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            throw Context.Fault(
                "Templates are nested too deep here for the stack of this thread: does a macro, an include or a recursive loop call itself without an end?");
        }

        Context.Enter();
    }

    public void Leave() => Context.Leave();
}
