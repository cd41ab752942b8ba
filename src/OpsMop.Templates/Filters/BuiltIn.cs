namespace OpsMop.Templates;

/// <summary>A built-in filter or test.</summary>
/// <param name="context">Where to report what is wrong.</param>
/// <param name="input">What it is applied to.</param>
/// <param name="arguments">One per parameter of its signature, undefined where not given; then the list of the rest and the dictionary of the named ones
/// where it takes such.</param>
public delegate Value BuiltIn(RenderContext context, Value input, ReadOnlySpan<Value> arguments);
