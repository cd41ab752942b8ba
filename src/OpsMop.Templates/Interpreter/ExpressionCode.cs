namespace OpsMop.Templates.Interpreter;

/// <summary>An expression, ready to be evaluated.</summary>
/// <param name="place">Where to report what is wrong with it, or with its value.</param>
internal abstract class ExpressionCode(Place place)
{
    public Place Place { get; } = place;

    public abstract Value Evaluate(Scope scope);

    /// <summary>Whether its value counts as true.</summary>
    public virtual bool Test(Scope scope)
    {
        Value value = Evaluate(scope);
        return Operators.IsTrue(value, scope.At(Place));
    }

    /// <summary>Writes its value.</summary>
    public virtual void Write(Scope scope)
    {
        Value value = Evaluate(scope);
        scope.At(Place);
        scope.Output.Write(value);
    }
}
