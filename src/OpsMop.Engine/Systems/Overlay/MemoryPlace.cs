namespace OpsMop.Engine.Systems;

/// <summary>Where a path leads once every link on the way is followed, and what is there.</summary>
/// <param name="Path">The path without links before its last part.</param>
/// <param name="Status">What is there; <see langword="null"/> for nothing.</param>
/// <param name="Own">What the tree itself knows of it; <see langword="null"/> where the layer below answered.</param>
/// <param name="Fault">Why the path could not be followed to its end; then <paramref name="Path"/> is where it ended. A plan asks for much that is not there,
/// and exceptions are slow.</param>
internal readonly record struct MemoryPlace(string Path, FileStatus? Status, MemoryNode? Own, SystemFault? Fault = null)
{
    /// <summary>Whether nothing can be there, as opposed to a fault that a reader must hear of.</summary>
    internal bool IsAbsent => Status is null && Fault is (null or SystemFault.NotFound or SystemFault.WrongKind);
}
