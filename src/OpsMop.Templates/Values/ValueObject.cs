namespace OpsMop.Templates;

/// <summary>
/// A value that has parts or does something: a list, a dictionary, a range, an object of C#, a macro, <c>loop</c>, a namespace. What a kind does not
/// have answers as it does not: no length, no items, no attribute.
/// </summary>
public abstract class ValueObject
{
    /// <summary>What Python calls such a value, for messages: <c>list</c>, <c>dict</c>, <c>range</c>.</summary>
    public abstract string TypeName { get; }

    /// <summary>How many items it has; <see langword="null"/> if it has no length.</summary>
    public virtual int? Count => null;

    /// <summary>Whether it counts as true: what has a length does unless it is empty.</summary>
    public virtual bool IsTrue => Count != 0;

    /// <summary>Whether its items can be enumerated.</summary>
    public virtual bool IsIterable => false;

    /// <summary>Enumerates its items; of a dictionary its keys. A lazy sequence gives each item once, as Python's generators do.</summary>
    /// <param name="context">Where to report what is wrong.</param>
    public virtual IEnumerable<Value> Iterate(RenderContext context) => throw context.Fault($"'{TypeName}' object is not iterable");

    /// <summary>Looks up an attribute: a member, or a method as a value that can be called.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="context">Where to report what is wrong.</param>
    /// <param name="value">What was found.</param>
    /// <returns>Whether there is one.</returns>
    public virtual bool TryGetAttribute(string name, RenderContext context, out Value value)
    {
        value = default;
        return false;
    }

    /// <summary>The names that attributes have, to say what was meant.</summary>
    internal virtual IEnumerable<string> AttributeNames => [];

    /// <summary>Looks up an item by index or key.</summary>
    /// <param name="index">The index or the key.</param>
    /// <param name="context">Where to report what is wrong.</param>
    /// <param name="value">What was found.</param>
    /// <returns>Whether there is one.</returns>
    public virtual bool TryGetItem(Value index, RenderContext context, out Value value)
    {
        value = default;
        return false;
    }

    /// <summary>Calls it.</summary>
    /// <param name="arguments">What it is given.</param>
    /// <param name="context">Where to report what is wrong.</param>
    public virtual Value Call(CallArguments arguments, RenderContext context) => throw context.Fault($"'{TypeName}' object is not callable");

    /// <summary>Whether it can be called.</summary>
    public virtual bool IsCallable => false;

    /// <summary>What Python's <c>str</c> gives, if that is not what <see cref="Represent"/> gives: of an imported template its text.</summary>
    /// <param name="context">Where to report what is wrong.</param>
    /// <param name="text">The text; parts of it may be secret.</param>
    /// <returns>Whether it is something else.</returns>
    public virtual bool TryGetText(RenderContext context, out Value text)
    {
        text = default;
        return false;
    }

    /// <summary>
    /// What Python prints for it: <c>[1, 'a']</c>. What Python prints with an address in memory cannot be printed: that is reported.
    /// </summary>
    /// <param name="context">Where to report what is wrong.</param>
    public virtual string Represent(RenderContext context) =>
        throw context.Fault($"'{TypeName}' object has no text of its own (Python would print its address); write what is in it instead");
}
