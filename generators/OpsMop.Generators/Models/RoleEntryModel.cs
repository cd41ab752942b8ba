namespace OpsMop.Generators;

/// <summary>What the registry says of a role or procedure: nothing that an edit of its variables or of its methods would touch.</summary>
/// <param name="FullName">Its class with <c>global::</c>.</param>
/// <param name="MetadataName">Its class as <c>Type.FullName</c> has it.</param>
/// <param name="Name">The name of an instance that was given none.</param>
/// <param name="Creation">The expression that makes one; <see langword="null"/> where generated code cannot.</param>
/// <param name="Obstacle">Why it cannot; empty where it can.</param>
/// <param name="InitOnly">Its public properties that only an object initialiser sets: they are no variables, and do not travel.</param>
/// <param name="Summary">The first sentence of its documentation; its comment as it stands in the source until that has been read.</param>
internal sealed record RoleEntryModel(
    string FullName,
    string MetadataName,
    string Name,
    string? Creation,
    string Obstacle,
    EquatableArray<string> InitOnly,
    string Summary);
