namespace OpsMop.Generators;

/// <summary>A type of resource.</summary>
internal sealed record ResourceModel
{
    public required TypeNameModel Type { get; init; }

    /// <summary>The declaration's name: <c>debug-facts</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The method: <c>DebugFacts</c>.</summary>
    public required string MethodName { get; init; }

    public required bool IsAction { get; init; }

    /// <summary><c>public</c> or <c>internal</c>.</summary>
    public required string Accessibility { get; init; }

    /// <summary>How an override of a <c>protected internal</c> member of the contract is written here.</summary>
    public required string OverrideAccessibility { get; init; }

    /// <summary>Its comment as it stands in the source; empty when it has been read.</summary>
    public string Comment { get; init; } = "";

    public string Summary { get; init; } = "";

    public string Remarks { get; init; } = "";

    /// <summary>The first sentence of the summary, without markup.</summary>
    public string PlainSummary { get; init; } = "";

    public required EquatableArray<PropertyModel> Properties { get; init; }

    public required EquatableArray<OneOfModel> OneOfs { get; init; }

    public string JsonSchema { get; init; } = "";

    /// <summary>Whether the declaration is so wrong that nothing can be written for it.</summary>
    public bool IsUnusable { get; init; }

    /// <summary>Whether it has properties that are refused, and so never get a value.</summary>
    public bool HasRefused { get; init; }

    public string BuilderName => MethodName + "Builder";

    public string SessionBuilderName => MethodName + "SessionBuilder";

    public string BuilderBaseName => MethodName + "BuilderBase";

    /// <summary>The class of the methods on hosts. Extension methods cannot be nested, so that a nested type's has the outer names in its own.</summary>
    public string ExtensionsName => string.Concat(Type.Containers.Select(container => container.Declaration.Split(' ').Last() + "_")).Replace("@", "") + Type.Name.TrimStart('@') + "Extensions";

    public string ExtensionsFullName => "global::" + (Type.Namespace.Length > 0 ? Type.Namespace + "." : "") + ExtensionsName;

    public IEnumerable<PropertyModel> Arguments => Properties.Where(property => property.IsArgument);

    public IEnumerable<PropertyModel> Settable => Properties.Where(property => !property.IsArgument);
}
