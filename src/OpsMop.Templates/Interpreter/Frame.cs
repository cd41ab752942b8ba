namespace OpsMop.Templates.Interpreter;

/// <summary>What is known, while a template is lowered, of the scope that a statement stands in.</summary>
internal sealed record Frame(Symbols Symbols, Layout Layout)
{
    /// <summary>The template's top level, an <c>if</c> there included.</summary>
    public bool TopLevel { get; init; }

    /// <summary>The same without any <c>if</c>.</summary>
    public bool RootLevel { get; init; }

    /// <summary>Whether what is written here must not be if the template extends another.</summary>
    public bool ChecksOutput { get; init; }

    /// <summary>The names of a scope within this one, and the slots it uses.</summary>
    public Frame Inner(Layout? layout = null) => new(new Symbols(Symbols), layout ?? Layout) { ChecksOutput = ChecksOutput };
}
