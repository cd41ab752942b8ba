namespace OpsMop.Generators;

/// <summary>A variable of a role or policy.</summary>
internal sealed record VariableModel
{
    public required string Name { get; init; }

    /// <summary>The name as code writes it.</summary>
    public required string Identifier { get; init; }

    public required string Type { get; init; }

    /// <summary>The type as people say it.</summary>
    public required string TypeName { get; init; }

    /// <summary>An expression of type <c>Func&lt;JsonElement, T&gt;</c>.</summary>
    public required string Reader { get; init; }

    /// <summary>An expression of type <c>Action&lt;Utf8JsonWriter, T&gt;</c>.</summary>
    public required string Writer { get; init; }

    public bool IsRequired { get; init; }

    public bool IsText { get; init; }

    public bool IsSecret { get; init; }

    public string? Obsolete { get; init; }

    /// <summary>Expressions of type <c>string?</c> over <c>given</c>, one for each constraint.</summary>
    public EquatableArray<string> Checks { get; init; }

    /// <summary>The first sentence of its documentation; its comment as it stands in the source until that has been read.</summary>
    public string Summary { get; init; } = "";
}
