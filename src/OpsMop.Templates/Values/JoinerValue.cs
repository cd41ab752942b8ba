namespace OpsMop.Templates;

/// <summary>What <c>joiner(', ')</c> gives: nothing at its first call, the separator at each further one.</summary>
public sealed class JoinerValue : ValueObject
{
    private readonly Value _separator;
    private bool _used;

    internal JoinerValue(Value separator) => _separator = separator;

    /// <inheritdoc/>
    public override string TypeName => "Joiner";

    /// <inheritdoc/>
    public override bool IsCallable => true;

    /// <inheritdoc/>
    public override Value Call(CallArguments arguments, RenderContext context)
    {
        if (arguments.Positional.Length + arguments.Keywords.Length > 0)
        {
            throw context.Fault("A joiner takes no arguments when it is called; its separator is given to joiner(', ')");
        }

        Value text = _used ? _separator : "";
        _used = true;
        return text;
    }

    /// <inheritdoc/>
    public override bool TryGetAttribute(string name, RenderContext context, out Value value)
    {
        value = name switch { "sep" => _separator, "used" => _used, _ => default(Value) };
        return name is "sep" or "used";
    }
}
