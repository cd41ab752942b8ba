namespace OpsMop.Generators;

/// <summary>What the registry needs of a type: so little that an edit of its properties does not touch the registry.</summary>
internal sealed record RegistryEntryModel(string FullName);
