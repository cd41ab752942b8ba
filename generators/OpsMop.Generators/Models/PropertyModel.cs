namespace OpsMop.Generators;

/// <summary>A property of a resource. Names are escaped where they are keywords.</summary>
internal sealed record PropertyModel
{
    /// <summary>The name as it is.</summary>
    public required string Name { get; init; }

    /// <summary>The name as code writes it.</summary>
    public required string Identifier { get; init; }

    /// <summary>The parameter of constructors and of <c>host.File(…)</c>.</summary>
    public required string Parameter { get; init; }

    /// <summary>The builder's field.</summary>
    public required string Field { get; init; }

    public required PropertyKind Kind { get; init; }

    /// <summary>The type as declared.</summary>
    public required string Type { get; init; }

    /// <summary>The type without <c>?</c>.</summary>
    public required string BareType { get; init; }

    public required bool IsNullable { get; init; }

    public required bool IsValueType { get; init; }

    public ElementModel? Element { get; init; }

    /// <summary>Its comment as it stands in the source; empty when it has been read.</summary>
    public string Comment { get; init; } = "";

    /// <summary>The inside of its documentation's summary.</summary>
    public string Summary { get; init; } = "";

    /// <summary>The rest of its documentation, empty without one.</summary>
    public string Remarks { get; init; } = "";

    /// <summary>The inside of the JSON schema of its type, or of what it holds, without its constraints; empty for what is no data.</summary>
    public required string Schema { get; init; }

    public bool IsKey { get; init; }

    public bool IsRequired { get; init; }

    /// <summary>Whether it is an argument of <c>host.File(…)</c> rather than a setter.</summary>
    public bool IsArgument { get; init; }

    public bool HasInitializer { get; init; }

    /// <summary>Whether what holds the mode is nullable, for <c>[ReadableBy]</c>.</summary>
    public bool IsReadableByNullable { get; init; }

    /// <summary>The member of the builder that has the enclosing block's value: <c>ScopeOwner</c>.</summary>
    public string? FromScope { get; init; }

    public required ConstraintsModel Constraints { get; init; }

    public EquatableArray<VerbModel> Verbs { get; init; }
}
