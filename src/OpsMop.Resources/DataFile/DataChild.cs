namespace OpsMop;

/// <summary>What is in an object or array.</summary>
/// <param name="Name">Its name; <see langword="null"/> for an item.</param>
/// <param name="Start">Where it begins, with its name or the sign of an item.</param>
/// <param name="NameEnd">Where its name, or the sign of an item, ends.</param>
/// <param name="Node">Its value.</param>
internal sealed record DataChild(string? Name, int Start, int NameEnd, DataNode Node);
