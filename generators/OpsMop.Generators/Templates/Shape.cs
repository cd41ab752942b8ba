namespace OpsMop.Generators.Templates;

/// <summary>A type of C# as templates see it.</summary>
/// <param name="Type">Its name in code, with the <c>?</c> of a nullable type.</param>
/// <param name="Kind">What can be done with its values.</param>
/// <param name="IsNullable">Whether its values can be null.</param>
/// <param name="IsValueType">Whether it is a value type; a nullable one has its value in <c>Value</c>.</param>
/// <param name="Key">The index of the type of keys of a dictionary; -1 for none.</param>
/// <param name="Element">The index of the type of items of a sequence, or of values of a dictionary; -1 for none.</param>
/// <param name="HasCount">Whether it tells how many items it has: <c>Count</c>, or <c>Length</c> of an array.</param>
/// <param name="IsIndexable">Whether its items have indexes: an array, a list.</param>
/// <param name="Members">Its members; of a tuple its items, in order.</param>
internal sealed record Shape(string Type, ShapeKind Kind, bool IsNullable, bool IsValueType, int Key, int Element, bool HasCount, bool IsIndexable, EquatableArray<ShapeMember> Members)
{
    public static Shape String { get; } = Plain("string", ShapeKind.String);

    public static Shape Integer { get; } = Plain("long", ShapeKind.Integer, isValueType: true);

    public static Shape Boolean { get; } = Plain("bool", ShapeKind.Boolean, isValueType: true);

    public static Shape Float { get; } = Plain("double", ShapeKind.Float, isValueType: true);

    public static Shape Dynamic { get; } = Plain("object", ShapeKind.Dynamic);

    /// <summary>A tuple that no type of C# stands for.</summary>
    public static Shape Tuple(EquatableArray<ShapeMember> items) => new("object", ShapeKind.Tuple, false, false, -1, -1, false, false, items);

    private static Shape Plain(string type, ShapeKind kind, bool isValueType = false) => new(type, kind, false, isValueType, -1, -1, false, false, EquatableArray<ShapeMember>.Empty);
}
