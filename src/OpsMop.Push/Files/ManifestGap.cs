namespace OpsMop.Push.Files;

/// <summary>Why a file that is there is not in a manifest, where the rules alone do not tell it.</summary>
internal enum ManifestGap
{
    /// <summary>Its name is that of a secret, and no role has asked for it.</summary>
    Secret = 1,

    /// <summary>It is a link that leads to what is not served.</summary>
    LeadsOut = 2,

    /// <summary>It is a link to a folder; those are not followed.</summary>
    LinkToFolder = 3,

    /// <summary>The controller may not read it.</summary>
    Unreadable = 4,
}
