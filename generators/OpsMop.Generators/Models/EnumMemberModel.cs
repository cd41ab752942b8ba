namespace OpsMop.Generators;

/// <summary>A member of an enum that is data.</summary>
/// <param name="DataName">The name in data.</param>
/// <param name="Identifier">The name as code writes it.</param>
internal sealed record EnumMemberModel(string DataName, string Identifier);
