namespace OpsMop.Generators;

/// <summary>An enum that is data.</summary>
/// <param name="Type">The enum.</param>
/// <param name="Members">The names in data and the members as code writes them.</param>
internal sealed record EnumModel(string Type, EquatableArray<EnumMemberModel> Members);
