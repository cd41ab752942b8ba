namespace OpsMop.Generators;

/// <summary>A member of an enum that is a method of the builder.</summary>
/// <param name="Name">The method.</param>
/// <param name="Value">The member, with its type.</param>
/// <param name="Summary">Its documentation; its comment as it stands in the source until that has been read.</param>
internal sealed record VerbModel(string Name, string Value, string Summary);
