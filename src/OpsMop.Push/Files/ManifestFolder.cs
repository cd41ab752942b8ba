using OpsMop.Engine.Sources;

namespace OpsMop.Push.Files;

/// <summary>A folder of the controller with what may be had of it.</summary>
internal sealed class ManifestFolder
{
    private readonly Dictionary<string, ManifestEntry> _byPath;

    /// <param name="kind">What it is.</param>
    /// <param name="path">Where it is; empty for the folder of the program, which is nobody's business, and for what is named by absolute paths.</param>
    /// <param name="entries">Its files.</param>
    /// <param name="gaps">What is there and is not served.</param>
    public ManifestFolder(SharedFolderKind kind, string path, IEnumerable<ManifestEntry> entries, IEnumerable<(string Path, ManifestGap Gap)> gaps)
    {
        Kind = kind;
        Path = path;
        Entries = [.. entries.OrderBy(static entry => entry.Path, StringComparer.Ordinal)];
        Gaps = [.. gaps.OrderBy(static gap => gap.Path, StringComparer.Ordinal)];
        _byPath = new Dictionary<string, ManifestEntry>(Entries.Count, StringComparer.Ordinal);
        foreach (var entry in Entries)
        {
            _byPath.TryAdd(entry.Path, entry);
        }
    }

    /// <summary>What it is.</summary>
    public SharedFolderKind Kind { get; }

    /// <summary>Where it is; empty where nobody needs to know.</summary>
    public string Path { get; }

    /// <summary>Its files, in ordinal order.</summary>
    public IReadOnlyList<ManifestEntry> Entries { get; }

    /// <summary>What is there and is not served, in ordinal order.</summary>
    public IReadOnlyList<(string Path, ManifestGap Gap)> Gaps { get; }

    /// <summary>A file; <see langword="null"/> if there is none.</summary>
    public ManifestEntry? Find(string path) => _byPath.GetValueOrDefault(path);

    /// <summary>The files below a folder of it, at any depth, in ordinal order.</summary>
    public IEnumerable<ManifestEntry> Below(string folder)
    {
        var prefix = folder + "/";
        var (low, high) = (0, Entries.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = string.CompareOrdinal(Entries[middle].Path, prefix) < 0 ? (middle + 1, high) : (low, middle);
        }

        for (; low < Entries.Count && Entries[low].Path.StartsWith(prefix, StringComparison.Ordinal); low++)
        {
            yield return Entries[low];
        }
    }

    /// <summary>What is not served of a path: itself or what is below it.</summary>
    public IEnumerable<(string Path, ManifestGap Gap)> GapsAt(string path) => Gaps.Where(gap => gap.Path == path || gap.Path.StartsWith(path + "/", StringComparison.Ordinal)
        || path.StartsWith(gap.Path + "/", StringComparison.Ordinal));
}
