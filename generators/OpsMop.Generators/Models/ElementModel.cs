namespace OpsMop.Generators;

/// <summary>What a list or dictionary holds.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Type">Its type as the property declares it.</param>
/// <param name="IsConvertibleFromInteger">Whether an integer can stand where one is expected. Then a line number could be taken for one.</param>
internal sealed record ElementModel(PropertyKind Kind, string Type, bool IsConvertibleFromInteger);
