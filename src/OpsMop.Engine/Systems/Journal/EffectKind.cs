namespace OpsMop.Engine.Systems;

/// <summary>Kinds of recorded effects.</summary>
public enum EffectKind
{
    /// <summary>A file was written whole.</summary>
    Write,

    /// <summary>A directory was made.</summary>
    CreateDirectory,

    /// <summary>A symbolic link was made.</summary>
    CreateLink,

    /// <summary>A mode was set.</summary>
    SetMode,

    /// <summary>An owner or group was set.</summary>
    SetOwner,

    /// <summary>A path was deleted. A tree is recorded path by path, what is in a directory before the directory.</summary>
    Delete,

    /// <summary>A process was run. What it did is not known, and cannot be undone.</summary>
    Run,
}
