namespace OpsMop.Generators;

internal sealed record OneOfModel(EquatableArray<string> Properties, bool IsOptional);
