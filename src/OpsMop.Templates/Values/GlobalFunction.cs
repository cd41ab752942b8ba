namespace OpsMop.Templates;

/// <summary>A global function as a value: <c>range</c>, <c>dict</c>, <c>namespace</c>, <c>cycler</c>, <c>joiner</c>.</summary>
public sealed class GlobalFunction : ValueObject
{
    private readonly BuiltInFunction _function;

    internal GlobalFunction(BuiltInFunction function) => _function = function;

    /// <inheritdoc/>
    public override string TypeName => "type";

    /// <inheritdoc/>
    public override bool IsCallable => true;

    /// <inheritdoc/>
    public override Value Call(CallArguments arguments, RenderContext context) => _function.Invoke(context, default, arguments);

    /// <inheritdoc/>
    public override string Represent(RenderContext context) =>
        throw context.Fault($"'{_function.Signature.Name}' is a function and has no text of its own; call it: {_function.Signature.Name}(…)");
}
