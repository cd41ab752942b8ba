namespace OpsMop;

/// <summary>A place in the graph of a host.</summary>
internal abstract class Node
{
    /// <summary>The block that it stands in; <see langword="null"/> for the root.</summary>
    public Block? Parent { get; set; }
}
