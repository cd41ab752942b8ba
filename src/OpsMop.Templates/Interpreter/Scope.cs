namespace OpsMop.Templates.Interpreter;

/// <summary>
/// One run of what has a <see cref="Layout"/>: its variables. Macros hold the scope they were defined in and see what is set in it later, as in Jinja2.
/// </summary>
internal sealed class Scope
{
    public Scope(int slots, Scope outer, VariableContext variables)
    {
        Slots = slots == 0 ? [] : new Value[slots];
        Outer = outer;
        Variables = variables;
        Rendering = outer.Rendering;
        Output = outer.Output;
        Context = outer.Context;
        Extension = outer.Extension;
    }

    public Scope(int slots, VariableContext variables, Rendering rendering, Extension? extension)
    {
        Slots = slots == 0 ? [] : new Value[slots];
        Variables = variables;
        Rendering = rendering;
        Output = rendering.Output;
        Context = rendering.Context;
        Extension = extension;
    }

    /// <summary>A scope that knows no names: where constants are folded.</summary>
    public Scope(int slots, RenderContext context)
    {
        Slots = new Value[slots];
        Context = context;
        Variables = null!;
        Rendering = null!;
        Output = null!;
    }

    public Value[] Slots { get; }

    public Scope? Outer { get; }

    public VariableContext Variables { get; }

    public Rendering Rendering { get; }

    public TemplateOutput Output { get; }

    public RenderContext Context { get; }

    /// <summary>For a template that may extend another: which it extends.</summary>
    public Extension? Extension { get; }

    public RenderContext At(Place place) => Context.At(place.File, place.Line, place.Column);
}
