namespace OpsMop.Engine.Systems;

/// <summary>Where a path leads once every link on the way is followed, and what is there.</summary>
/// <param name="Path">The path without links before its last part.</param>
/// <param name="Status">What is there; <see langword="null"/> for nothing.</param>
/// <param name="Own">What the tree itself knows of it; <see langword="null"/> where the layer below answered.</param>
internal readonly record struct MemoryPlace(string Path, FileStatus? Status, MemoryNode? Own);
