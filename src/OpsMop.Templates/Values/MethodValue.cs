namespace OpsMop.Templates;

/// <summary>A method of a value, before it is called: <c>'a'.upper</c>.</summary>
internal sealed class MethodValue(Value self, BuiltInFunction method) : ValueObject
{
    public override string TypeName => "builtin_function_or_method";

    public override bool IsCallable => true;

    public override Value Call(CallArguments arguments, RenderContext context) => method.Invoke(context, self, arguments);

    public override string Represent(RenderContext context) =>
        throw context.Fault($"'{method.Signature.Name}' is a method and has no text of its own; call it: .{method.Signature.Name}(…)");
}
