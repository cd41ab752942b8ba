namespace OpsMop.Generators;

/// <summary>A role, procedure or policy.</summary>
internal sealed record RoleModel
{
    public required TypeNameModel Type { get; init; }

    public required bool IsPolicy { get; init; }

    /// <summary>What the registry says of it; <see langword="null"/> for a policy, and for a class that the registry cannot name.</summary>
    public RoleEntryModel? Entry { get; init; }

    public required EquatableArray<VariableModel> Variables { get; init; }

    public required EquatableArray<EnumModel> Enums { get; init; }

    public required EquatableArray<ObjectModel> Objects { get; init; }
}
