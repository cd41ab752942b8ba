namespace OpsMop;

/// <summary>One thing that a package manager is to do with one package.</summary>
/// <param name="Action">What.</param>
/// <param name="Name">The package.</param>
internal sealed record PackageJob(PackageAction Action, string Name)
{
    /// <summary>The version that is there now; <see langword="null"/> for none.</summary>
    public string? From { get; init; }

    /// <summary>The version that must be there afterwards; <see langword="null"/> for the newest.</summary>
    public string? Version { get; init; }

    /// <summary>The file that it comes from, if it does.</summary>
    public AbsolutePath File { get; init; }

    /// <summary>Whether what it only recommends stays away.</summary>
    public bool NoRecommends { get; init; }
}
