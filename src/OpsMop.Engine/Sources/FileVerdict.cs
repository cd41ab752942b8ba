namespace OpsMop.Engine.Sources;

/// <summary>Whether a path may be served.</summary>
internal enum FileVerdict
{
    /// <summary>It may.</summary>
    Served,

    /// <summary>A role denies it.</summary>
    Denied,

    /// <summary>It is surely secret, and no role has asked for it.</summary>
    Secret,

    /// <summary>It belongs to the policy's making and not to its working: sources, repositories, data of the controller.</summary>
    Useless,

    /// <summary>The role that allows the folder allows other files of it only.</summary>
    NotChosen,
}
