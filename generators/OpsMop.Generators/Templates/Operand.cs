namespace OpsMop.Generators.Templates;

/// <summary>The code of an expression and what is known of its value.</summary>
/// <param name="Code">The code: of the shape's own type if it is native, else of the type <c>Value</c>.</param>
/// <param name="Shape">The index of the shape; -1 where nothing is known.</param>
/// <param name="IsNative">Whether the code is of the type of C#.</param>
/// <param name="Symbol">What it names, if that is no value: a macro, a module, a loop.</param>
internal sealed record Operand(string Code, int Shape, bool IsNative, Symbol? Symbol = null)
{
    /// <summary>Whether it names a root of the template, whose conversion to a value is remembered.</summary>
    public string? Root { get; init; }

    /// <summary>The code of its value, where that is not what its type of C# converts to: the keys of a dictionary are a view of it.</summary>
    public Func<string>? ValueCode { get; init; }

    /// <summary>The name that nothing defines, if it is one.</summary>
    public string? UnknownName { get; init; }
}
