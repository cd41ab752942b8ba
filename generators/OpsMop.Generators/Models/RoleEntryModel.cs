namespace OpsMop.Generators;

/// <summary>What the registry says of a role or procedure: nothing that an edit of its variables would touch, nor one of its methods but for what they include.</summary>
/// <param name="FullName">Its class with <c>global::</c>.</param>
/// <param name="MetadataName">Its class as <c>Type.FullName</c> has it.</param>
/// <param name="Name">The name of an instance that was given none.</param>
/// <param name="Creation">The expression that makes one; <see langword="null"/> where generated code cannot.</param>
/// <param name="Obstacle">Why it cannot; empty where it can.</param>
/// <param name="InitOnly">Its public properties that only an object initialiser sets: they are no variables, and do not travel.</param>
/// <param name="Includes">The roles that it may include itself; <see langword="null"/> where that cannot be told.</param>
/// <param name="OpenCalls">The methods of its host that the compiler does not know yet: those of this assembly's types, or of nobody knows whom. Empty when that has been looked up.</param>
/// <param name="Summary">The first sentence of its documentation; its comment as it stands in the source until that has been read.</param>
internal sealed record RoleEntryModel(
    string FullName,
    string MetadataName,
    string Name,
    string? Creation,
    string Obstacle,
    EquatableArray<string> InitOnly,
    EquatableArray<IncludeModel>? Includes,
    EquatableArray<string> OpenCalls,
    string Summary);
