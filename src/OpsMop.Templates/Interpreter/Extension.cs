namespace OpsMop.Templates.Interpreter;

/// <summary>Which template a template extends, once it has come to its <c>extends</c>.</summary>
internal sealed class Extension
{
    public Unit? Parent { get; set; }
}
