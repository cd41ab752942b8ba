namespace OpsMop.Engine.Systems;

/// <summary>What the tree itself knows of a path. Immutable: an effect replaces it, so that readers need no lock beyond the look-up.</summary>
internal sealed record MemoryNode
{
    /// <summary>The status; <see langword="null"/> for a whiteout: deleted here, whatever the layer below has.</summary>
    internal FileStatus? Status { get; init; }

    /// <summary>A file's content; <see langword="null"/> where only the metadata was changed and the content is still the one below.</summary>
    internal FileContent? Content { get; init; }

    /// <summary>A link's target; <see langword="null"/> where it is still the one below.</summary>
    internal string? Target { get; init; }

    /// <summary>Whether nothing of the layer below shines through: a directory that was made here.</summary>
    internal bool Opaque { get; init; }

    /// <summary>The position in the sequence of effects at which everything at and under the path was deleted; 0 for never.</summary>
    internal long ClearedAt { get; init; }

    /// <summary>Who made the change, for the reader of "unknown until …".</summary>
    internal string? Cause { get; init; }
}
