namespace OpsMop.Generators;

/// <summary>A member of an enum that is a method of the builder.</summary>
/// <param name="Name">The method.</param>
/// <param name="Value">The member, with its type.</param>
/// <param name="Summary">Its documentation.</param>
internal sealed record VerbModel(string Name, string Value, string Summary);
