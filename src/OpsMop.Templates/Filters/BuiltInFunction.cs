using OpsMop.Templates.Syntax;

namespace OpsMop.Templates;

/// <summary>A filter, a test, a global function or a method: what it takes, and what it does.</summary>
internal sealed class BuiltInFunction(Signature signature, BuiltIn body, string kind)
{
    public Signature Signature { get; } = signature;

    public BuiltIn Body { get; } = body;

    /// <summary>Binds what it is given to its parameters and calls it.</summary>
    public Value Invoke(RenderContext context, Value input, CallArguments arguments) =>
        Body(context, input, ArgumentBinder.Bind(Signature, arguments, context, kind));
}
