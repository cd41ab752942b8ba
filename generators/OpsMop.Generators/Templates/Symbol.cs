using System.Collections.Immutable;
using OpsMop.Templates.Syntax;

namespace OpsMop.Generators.Templates;

/// <summary>What a name of a template stands for.</summary>
internal abstract class Symbol;

/// <summary>A variable.</summary>
internal sealed class VariableSymbol(string code, int shape, bool isNative) : Symbol
{
    public string Code { get; } = code;

    public int Shape { get; } = shape;

    public bool IsNative { get; } = isNative;
}

/// <summary>A macro, or the body of a call block: compiled anew for each combination of the types that it is called with.</summary>
internal sealed class MacroSymbol(string name, ImmutableArray<Parameter> parameters, ImmutableArray<Statement> body, TemplateFile file, Scope scope, MappedWriter place) : Symbol
{
    public string Name { get; } = name;

    /// <summary>Whether it is the body of a call block, which has no name.</summary>
    public bool IsCaller { get; init; }

    public ImmutableArray<Parameter> Parameters { get; } = parameters;

    public ImmutableArray<Statement> Body { get; } = body;

    public TemplateFile File { get; } = file;

    /// <summary>The names that its body sees.</summary>
    public Scope Scope { get; } = scope;

    /// <summary>Where its instances are written.</summary>
    public MappedWriter Place { get; } = place;

    /// <summary>The names of its instances, by the types of their arguments.</summary>
    public Dictionary<string, string> Instances { get; } = new(StringComparer.Ordinal);

    public bool TakesRest => Takes("varargs");

    public bool TakesNamed => Takes("kwargs");

    public bool TakesCaller => Takes("caller");

    private bool Takes(string name) => Parameters.All(parameter => parameter.Name.Identifier != name) && SyntaxWalk.Mention(Body, name);
}

/// <summary>An imported template.</summary>
internal sealed class ModuleSymbol(string path, Scope scope) : Symbol
{
    public string Path { get; } = path;

    public Scope Scope { get; } = scope;
}

/// <summary><c>loop</c> in the body of a loop.</summary>
internal sealed class LoopSymbol(string code, int element, bool isNative, string? recursion) : Symbol
{
    public string Code { get; } = code;

    public int Element { get; } = element;

    public bool IsNative { get; } = isNative;

    /// <summary>The function that a call of it calls; null where the loop is not recursive.</summary>
    public string? Recursion { get; } = recursion;
}
