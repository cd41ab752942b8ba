namespace OpsMop;

/// <summary>What is wanted of one package, whatever the type of the resource that says so.</summary>
/// <param name="Name">The package's name.</param>
/// <param name="Plan">Takes the changes.</param>
internal sealed record PackageWish(string Name, Plan Plan)
{
    /// <summary>The version, or its beginning and a <c>*</c>.</summary>
    public string? Version { get; init; }

    /// <summary>Whether the newest version is wanted.</summary>
    public bool Latest { get; init; }

    /// <summary>Whether it must not be there.</summary>
    public bool Absent { get; init; }

    /// <summary>Whether its configuration goes too.</summary>
    public bool Purge { get; init; }

    /// <summary>Whether it is kept at its version; left alone where not said.</summary>
    public bool? Hold { get; init; }

    /// <summary>Whether what it only recommends stays away.</summary>
    public bool NoRecommends { get; init; }

    /// <summary>How old the lists may be.</summary>
    public Duration UpdateCache { get; init; }

    /// <summary>The file that it is in.</summary>
    public AbsolutePath File { get; init; }

    /// <summary>What a resource of the system's package manager wants.</summary>
    /// <param name="item">The resource.</param>
    public static PackageWish Of(BatchItem<PackageResource> item) => new(item.Want.Package, item.Plan)
    {
        Version = item.Want.Version,
        Latest = item.Want.Latest,
        Absent = item.Want.Absent,
        Purge = item.Want.Purge,
        Hold = item.Want.Hold,
        NoRecommends = item.Want.NoRecommends,
        UpdateCache = item.Want.UpdateCache,
        File = item.Want.File,
    };
}
