namespace OpsMop.Generators.Templates;

/// <summary>A member that a template can reach.</summary>
/// <param name="Name">Its name in C#, escaped where it is a keyword.</param>
/// <param name="Shape">The index of its type, or of what it returns.</param>
/// <param name="IsMethod">Whether it is called.</param>
/// <param name="Parameters">The indexes of its parameters' types.</param>
/// <param name="Required">How many parameters must be given.</param>
internal sealed record ShapeMember(string Name, int Shape, bool IsMethod, EquatableArray<int> Parameters, int Required)
{
    /// <summary>A property, a field, or an item of a tuple.</summary>
    public static ShapeMember Data(string name, int shape) => new(name, shape, false, EquatableArray<int>.Empty, 0);

    /// <summary>The two items of a pair.</summary>
    public static EquatableArray<ShapeMember> Pair(string first, int firstShape, string second, int secondShape) =>
        new[] { Data(first, firstShape), Data(second, secondShape) }.ToEquatableArray();
}
