namespace OpsMop;

/// <summary>Lists what is to be in a tree, directories before what is in them.</summary>
internal static class TreeSource
{
    /// <summary>The entries of a folder that travels with the policy.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="plan">Finds it.</param>
    public static List<TreeEntry> OfPolicy(SourceFile folder, Plan plan)
    {
        var entries = new List<TreeEntry>();
        var directories = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (path, isExecutable) in plan.ListSource(folder))
        {
            for (var slash = path.IndexOf('/'); slash >= 0; slash = path.IndexOf('/', slash + 1))
            {
                if (directories.Add(path[..slash]))
                {
                    entries.Add(new TreeEntry(path[..slash], FileKind.Directory));
                }
            }

            // Read when it is compared and again when it is written: a tree need not fit into memory.
            SourceFile file = $"{folder}/{path}";
            entries.Add(new TreeEntry(path, FileKind.File)
            {
                IsExecutable = isExecutable,
                Read = _ => new(plan.OpenSource(file)),
                Open = (_, _) => new(plan.OpenSource(file)),
            });
        }

        return entries;
    }

    /// <summary>The entries of a directory of the host.</summary>
    /// <param name="root">The directory.</param>
    /// <param name="plan">Knows the system.</param>
    /// <param name="cancel">Stops the walk.</param>
    public static async ValueTask<(FileStatus Root, List<TreeEntry> Entries)> OfHostAsync(AbsolutePath root, Plan plan, CancellationToken cancel)
    {
        if (await plan.System.StatAsync(root, follow: true, cancel).ConfigureAwait(false) is not { IsDirectory: true } status)
        {
            throw new ProviderException($"There is no directory {root} to copy from. Declare what brings it above, or correct the path.");
        }

        var entries = new List<TreeEntry>();
        await VisitAsync(root, "", entries, plan, cancel).ConfigureAwait(false);
        return (status, entries);
    }

    private static async ValueTask VisitAsync(AbsolutePath directory, string below, List<TreeEntry> entries, Plan plan, CancellationToken cancel)
    {
        foreach (var name in await plan.System.ListAsync(directory, cancel).ConfigureAwait(false))
        {
            cancel.ThrowIfCancellationRequested();
            var path = directory / name;
            switch (await plan.System.StatAsync(path, follow: false, cancel).ConfigureAwait(false))
            {
                case { IsDirectory: true } have:
                    entries.Add(new TreeEntry(below + name, FileKind.Directory) { Mode = have.Mode });
                    await VisitAsync(path, below + name + "/", entries, plan, cancel).ConfigureAwait(false);
                    break;
                case { IsLink: true }:
                    entries.Add(new TreeEntry(below + name, FileKind.Link) { Target = await plan.System.ReadLinkAsync(path, cancel).ConfigureAwait(false) });
                    break;
                case { IsFile: true } have:
                    entries.Add(new TreeEntry(below + name, FileKind.File)
                    {
                        Mode = have.Mode,
                        IsExecutable = (have.Mode.Bits & 0b001_000_000) != 0,
                        Read = async stop => FileContent.FromBytes(await plan.System.ReadAsync(path, stop).ConfigureAwait(false)),
                        Open = async (system, stop) => FileContent.FromBytes(await system.ReadAsync(path, stop).ConfigureAwait(false)),
                    });
                    break;
            }
        }
    }
}
