using OpsMop.Engine.Sources;
using OpsMop.Parsing;

namespace OpsMop.Push.Files;

/// <summary>
/// The files that travel, as an agent sees them. What is there is answered from the manifest; only contents are asked of the controller, and only those that are needed.
/// </summary>
/// <param name="manifest">What the controller offers; most policies never ask.</param>
/// <param name="cache">What is here already.</param>
/// <param name="source">The controller.</param>
internal sealed class ServedFiles(Lazy<FileManifest> manifest, FileCache cache, IFileSource source) : IPolicyFiles
{
    private const int MostKnown = 5000;
    private readonly Dictionary<ManifestFolder, HashSet<string>> _folders = [];
    private readonly Lock _lock = new();
    private readonly IFileSource _source = source;

    /// <inheritdoc/>
    public FileContent Open(SourceFile source, SourceLocation declaredAt) =>
        Find(source, declaredAt) is { } entry
            ? new ServedContent(entry, cache, _source)
            : throw new ProviderException(FindFolder(source, declaredAt) is null ? Missing(source, declaredAt) : SourceFault.IsFolder(source));

    /// <inheritdoc/>
    public IReadOnlyList<SourceEntry> List(SourceFile folder, SourceLocation declaredAt)
    {
        if (FindFolder(folder, declaredAt) is not { } found)
        {
            throw new ProviderException(
                Find(folder, declaredAt) is not null ? SourceFault.IsFile(folder)
                : WhyNotServed(folder, declaredAt) ?? (folder.IsAbsolute ? SourceFault.NotThere(folder) : SourceFault.NoFolder(folder)));
        }

        // A tree that lacks something is not what the policy means, and one that is to be exact would delete it.
        return WhyNotWhole(folder, found) is { } fault
            ? throw new ProviderException(fault)
            : [.. found.Folder.Below(found.Path).Select(entry => new SourceEntry(entry.Path[(found.Path.Length + 1)..], entry.IsExecutable))];
    }

    /// <inheritdoc/>
    public string? WhyMissing(SourceFile source, SourceLocation declaredAt) =>
        Find(source, declaredAt) is not null ? null
        : FindFolder(source, declaredAt) is { } folder ? WhyNotWhole(source, folder)
        : Missing(source, declaredAt);

    /// <inheritdoc/>
    public IReadOnlyCollection<string> Known(SourceLocation declaredAt) =>
        [.. manifest.Value.Folders.Where(folder => folder.Kind != SharedFolderKind.Allowed)
            .SelectMany(folder => folder.Entries)
            .Select(entry => entry.Path)
            .Where(path => path.StartsWith("files/", StringComparison.Ordinal) || path.StartsWith("templates/", StringComparison.Ordinal))
            .Take(MostKnown).Distinct()];

    /// <inheritdoc/>
    public void Share(SharedFiles files)
    {
        // The controller has decided.
    }

    private ManifestEntry? Find(SourceFile source, SourceLocation declaredAt)
    {
        foreach (var (folder, path) in Places(source, declaredAt))
        {
            if (folder.Find(path) is { } entry)
            {
                return entry;
            }
        }

        return null;
    }

    private (ManifestFolder Folder, string Path)? FindFolder(SourceFile source, SourceLocation declaredAt)
    {
        foreach (var (folder, path) in Places(source, declaredAt))
        {
            if (FoldersOf(folder).Contains(path))
            {
                return (folder, path);
            }
        }

        return null;
    }

    /// <summary>Where a file may be, the first wins: as it is looked for on the controller's own disk.</summary>
    private IEnumerable<(ManifestFolder Folder, string Path)> Places(SourceFile source, SourceLocation declaredAt)
    {
        foreach (var folder in manifest.Value.Folders)
        {
            switch (folder.Kind)
            {
                case SharedFolderKind.Allowed when source.IsAbsolute:
                    yield return (folder, source.Value[1..]);
                    break;
                case SharedFolderKind.Program when !source.IsAbsolute:
                    yield return (folder, source.Value);
                    break;
                case SharedFolderKind.Project when !source.IsAbsolute && FolderOf(declaredAt.File, folder.Path) is { } own:
                    for (; own.Length > 0; own = own[..Math.Max(0, own.LastIndexOf('/'))])
                    {
                        yield return (folder, $"{own}/{source.Value}");
                    }

                    yield return (folder, source.Value);
                    break;
            }
        }
    }

    /// <summary>The folder of a source file below its project; <see langword="null"/> where it is in another. A published program has its project mapped to <c>.</c></summary>
    private static string? FolderOf(string file, string project)
    {
        var relative = file.StartsWith(project + "/", StringComparison.Ordinal) ? file[(project.Length + 1)..]
            : file.StartsWith("./", StringComparison.Ordinal) ? file[2..]
            : file.StartsWith('/') ? null : file;
        return relative?[..Math.Max(0, relative.LastIndexOf('/'))];
    }

    private HashSet<string> FoldersOf(ManifestFolder folder)
    {
        lock (_lock)
        {
            if (!_folders.TryGetValue(folder, out var known))
            {
                _folders[folder] = known = new HashSet<string>(StringComparer.Ordinal);
                foreach (var entry in folder.Entries)
                {
                    for (var slash = entry.Path.LastIndexOf('/'); slash > 0 && known.Add(entry.Path[..slash]); slash = entry.Path.LastIndexOf('/', slash - 1))
                    {
                    }
                }
            }

            return known;
        }
    }

    private string Missing(SourceFile source, SourceLocation declaredAt) =>
        WhyNotServed(source, declaredAt)
        ?? (source.IsAbsolute ? SourceFault.NotThere(source) : ValueFault.NoSourceFile(source.Value, Known(declaredAt)));

    /// <summary>Why what a tree names is not all that is there; <see langword="null"/> where it is.</summary>
    private static string? WhyNotWhole(SourceFile source, (ManifestFolder Folder, string Path) found)
    {
        foreach (var (path, gap) in found.Folder.GapsAt(found.Path))
        {
            // What is in a folder that is a link is left out of a tree on any machine.
            if (gap != ManifestGap.LinkToFolder)
            {
                return Fault(path.Length > found.Path.Length ? $"{source}{path[found.Path.Length..]}" : source.Value, gap);
            }
        }

        return null;
    }

    /// <summary>Why there is no such file; <see langword="null"/> where the rules would let it through, and it just is not there.</summary>
    private string? WhyNotServed(SourceFile source, SourceLocation declaredAt)
    {
        foreach (var (folder, path) in Places(source, declaredAt))
        {
            foreach (var (at, gap) in folder.Gaps)
            {
                if (path == at || path.StartsWith(at + "/", StringComparison.Ordinal))
                {
                    return Fault(source.Value, gap);
                }
            }
        }

        if (source.IsAbsolute)
        {
            return WhyNotAllowed(source.Value) is { } verdict
                ? verdict == FileVerdict.Served ? null : SourceFault.NotServed(source.Value, verdict)
                : SourceFault.NotShared(source);
        }

        if (manifest.Value.Allowed.Any(one => one.Path[0] != '/' && SharedFiles.IsWithin(source.Value, one.Path)))
        {
            return null;
        }

        var verdicts = Places(source, declaredAt).Select(place => manifest.Value.Rules.Judge(place.Folder.Kind, place.Folder.Path, place.Path)).ToList();
        return verdicts.Contains(FileVerdict.Served) ? null
            : verdicts.Find(verdict => verdict != FileVerdict.Useless) is var found && found != FileVerdict.Served ? SourceFault.NotServed(source.Value, found)
            : SourceFault.NotAmongServed(source);
    }

    private FileVerdict? WhyNotAllowed(string path)
    {
        FileVerdict? verdict = null;
        foreach (var (folder, only) in manifest.Value.Allowed.Where(one => one.Path[0] == '/' && SharedFiles.IsWithin(path, one.Path)))
        {
            var relative = path == folder ? "" : path[(folder.Length + 1)..];
            verdict = relative.Length == 0 ? manifest.Value.Rules.Judge(SharedFolderKind.File, folder, "")
                : manifest.Value.Rules.Judge(SharedFolderKind.Allowed, folder, relative) is not FileVerdict.Served and var no ? no
                : only is null || FileRules.Matches(only, folder, relative) ? FileVerdict.Served
                : FileVerdict.NotChosen;
            if (verdict == FileVerdict.Served)
            {
                break;
            }
        }

        return verdict;
    }

    private static string Fault(string path, ManifestGap gap) => gap switch
    {
        ManifestGap.Secret => SourceFault.NotServed(path, FileVerdict.Secret),
        ManifestGap.LeadsOut => $"{path} is not served: it is a link that leads out of what the controller serves. Put the file itself there, or override ShareFiles in the role and allow where it leads: files.Allow(…).",
        ManifestGap.LinkToFolder => $"{path} is not served: it, or a folder that it is in, is a link to a folder, and those are not followed. Name the folder that it leads to.",
        _ => $"{path} cannot be read on the controller by the user who pushes. Let them read it, or leave it out: files.Deny(…) in ShareFiles.",
    };
}
