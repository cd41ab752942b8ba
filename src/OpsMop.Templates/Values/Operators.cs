namespace OpsMop.Templates;

/// <summary>What Jinja2's operators do with values, as Python does it. Called by compiled templates and by the interpreter.</summary>
public static class Operators
{
    /// <summary><c>left + right</c>.</summary>
    /// <param name="left">The left operand.</param>
    /// <param name="right">The right operand.</param>
    /// <param name="context">Where to report what is wrong.</param>
    public static Value Add(Value left, Value right, RenderContext context) => throw new NotImplementedException();

    /// <summary><c>left - right</c>.</summary>
    public static Value Subtract(Value left, Value right, RenderContext context) => throw new NotImplementedException();

    /// <summary><c>left * right</c>.</summary>
    public static Value Multiply(Value left, Value right, RenderContext context) => throw new NotImplementedException();

    /// <summary><c>left / right</c>.</summary>
    public static Value Divide(Value left, Value right, RenderContext context) => throw new NotImplementedException();

    /// <summary><c>left // right</c>.</summary>
    public static Value FloorDivide(Value left, Value right, RenderContext context) => throw new NotImplementedException();

    /// <summary><c>left % right</c>: a remainder, or a formatted text.</summary>
    public static Value Modulo(Value left, Value right, RenderContext context) => throw new NotImplementedException();

    /// <summary><c>left ** right</c>.</summary>
    public static Value Power(Value left, Value right, RenderContext context) => throw new NotImplementedException();

    /// <summary><c>-operand</c>.</summary>
    public static Value Negate(Value operand, RenderContext context) => throw new NotImplementedException();

    /// <summary><c>+operand</c>.</summary>
    public static Value Plus(Value operand, RenderContext context) => throw new NotImplementedException();

    /// <summary><c>left == right</c>.</summary>
    public static bool Equal(Value left, Value right, RenderContext context) => throw new NotImplementedException();

    /// <summary><c>left != right</c>.</summary>
    public static bool NotEqual(Value left, Value right, RenderContext context) => throw new NotImplementedException();

    /// <summary><c>left &lt; right</c>.</summary>
    public static bool Less(Value left, Value right, RenderContext context) => throw new NotImplementedException();

    /// <summary><c>left &lt;= right</c>.</summary>
    public static bool LessOrEqual(Value left, Value right, RenderContext context) => throw new NotImplementedException();

    /// <summary><c>left > right</c>.</summary>
    public static bool Greater(Value left, Value right, RenderContext context) => throw new NotImplementedException();

    /// <summary><c>left >= right</c>.</summary>
    public static bool GreaterOrEqual(Value left, Value right, RenderContext context) => throw new NotImplementedException();

    /// <summary><c>item in container</c>.</summary>
    public static bool Contains(Value item, Value container, RenderContext context) => throw new NotImplementedException();

    /// <summary>Whether a value counts as true.</summary>
    public static bool IsTrue(Value value, RenderContext context) => throw new NotImplementedException();

    /// <summary><c>a ~ b ~ c</c>: what is secret in one of them stays so.</summary>
    public static Value Concatenate(ReadOnlySpan<Value> values, RenderContext context) => throw new NotImplementedException();

    /// <summary><c>target.name</c>: as Jinja2's getattr, an attribute, else an item of that name, else undefined.</summary>
    public static Value Attribute(Value target, string name, RenderContext context) => throw new NotImplementedException();

    /// <summary><c>target[index]</c>: as Jinja2's getitem, an item, else for a string an attribute of that name, else undefined.</summary>
    public static Value Item(Value target, Value index, RenderContext context) => throw new NotImplementedException();

    /// <summary><c>target[start:stop:step]</c>; what is not given is undefined.</summary>
    public static Value Slice(Value target, Value start, Value stop, Value step, RenderContext context) => throw new NotImplementedException();

    /// <summary><c>target(arguments)</c>.</summary>
    public static Value Call(Value target, CallArguments arguments, RenderContext context) => throw new NotImplementedException();

    /// <summary>The items of a value: of a list, the characters of a string, the keys of a dictionary.</summary>
    public static IEnumerable<Value> Iterate(Value value, RenderContext context) => throw new NotImplementedException();

    /// <summary>What Python's <c>str</c> gives. A value that is undefined, or has a secret in it, is reported.</summary>
    public static string Str(Value value, RenderContext context) => throw new NotImplementedException();

    /// <summary>What Python's <c>repr</c> gives: strings in quotes. A value that is undefined, or has a secret in it, is reported.</summary>
    public static string Repr(Value value, RenderContext context) => throw new NotImplementedException();
}
