namespace OpsMop.Generators;

/// <summary>A role that another may include.</summary>
/// <param name="MetadataName">Its class as <c>Type.FullName</c> has it.</param>
/// <param name="Name">The name of the instance; what it begins with where there is an ending.</param>
/// <param name="Ending">What the name ends with where what stands between is not constant; <see langword="null"/> where the name is.</param>
internal sealed record IncludeModel(string MetadataName, string Name, string? Ending);
