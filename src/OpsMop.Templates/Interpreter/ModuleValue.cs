namespace OpsMop.Templates.Interpreter;

/// <summary>An imported template: what it exports, and the text it wrote.</summary>
internal sealed class ModuleValue : ValueObject
{
    private readonly Unit _unit;
    private readonly Dictionary<string, Value> _exported;

    private ModuleValue(Unit unit, Dictionary<string, Value> exported, Value body)
    {
        _unit = unit;
        _exported = exported;
        Body = body;
    }

    public override string TypeName => "TemplateModule";

    internal override IEnumerable<string> AttributeNames => _exported.Keys;

    /// <summary>What it wrote.</summary>
    public Value Body { get; }

    public static ModuleValue Run(Unit unit, Rendering rendering, VariableContext variables)
    {
        int start = rendering.Output.Length;
        unit.Run(rendering, variables);
        return new ModuleValue(unit, variables.Exported(), rendering.Output.Cut(start));
    }

    public override bool TryGetAttribute(string name, RenderContext context, out Value value) => _exported.TryGetValue(name, out value);

    public override bool TryGetText(RenderContext context, out Value text)
    {
        text = Body;
        return true;
    }

    /// <summary>For a name that is imported and not there.</summary>
    public Value Missing(string name, Place place) => new UndefinedValue(() =>
        $"The template '{_unit.Path}' (imported on line {place.Line}) does not export the requested name '{name}'."
        + Parsing.Suggestion.DidYouMean(name, _exported.Keys));

}
