namespace OpsMop;

/// <summary>What a package manager is told to do.</summary>
internal enum PackageAction
{
    /// <summary>Fetch the lists of what can be had.</summary>
    UpdateLists,

    /// <summary>Install a package that is not there.</summary>
    Install,

    /// <summary>Bring a package that is there to the newest version.</summary>
    Upgrade,

    /// <summary>Bring a package that is there to another version, newer or older.</summary>
    ChangeVersion,

    /// <summary>Take it away.</summary>
    Remove,

    /// <summary>Take it away with its configuration.</summary>
    Purge,

    /// <summary>Keep it at its version.</summary>
    Hold,

    /// <summary>Let it go again.</summary>
    Unhold,
}
