namespace OpsMop.Generators;

/// <summary>A role, procedure or policy.</summary>
internal sealed record RoleModel
{
    public required TypeNameModel Type { get; init; }

    public required bool IsPolicy { get; init; }

    public required EquatableArray<VariableModel> Variables { get; init; }

    public required EquatableArray<EnumModel> Enums { get; init; }

    public required EquatableArray<ObjectModel> Objects { get; init; }
}
