using OpsMop.Engine.State;

namespace OpsMop.Engine.Systems;

/// <summary>
/// The temporary files of a run that was killed, which stand beside what it was about to write. The next run removes them: they would be in
/// the folder for good, perhaps with secrets in them. Only names that the killed run itself can have made are touched.
/// </summary>
internal static class Leftovers
{
    private const string Infix = ".opsmop-";
    private const int Random = 8;

    /// <summary>Removes what the last run has left behind, if it was killed. The caller holds the run lock.</summary>
    /// <param name="store">Knows whether it was.</param>
    /// <param name="system">Where it ran.</param>
    /// <param name="cancel">Ends the removal; the next run goes on with it.</param>
    public static async ValueTask RemoveAsync(RunStore store, ISystem system, CancellationToken cancel)
    {
        if (store.Unfinished is not { } run)
        {
            return;
        }

        var written = JournalReader.Read(run).Records
            .Where(record => record.Kind is EffectKind.Write or EffectKind.CreateLink)
            .Select(record => (AbsolutePath)record.Path)
            .Concat(RunJournal.StagedIn(run))
            .GroupBy(path => path.Parent, path => path.Name);
        foreach (var folder in written)
        {
            await RemoveAsync(system, folder.Key, [.. folder], cancel).ConfigureAwait(false);
        }

        store.Finished();
    }

    private static async ValueTask RemoveAsync(ISystem system, AbsolutePath folder, HashSet<string> names, CancellationToken cancel)
    {
        try
        {
            foreach (var name in await system.ListAsync(folder, cancel).ConfigureAwait(false))
            {
                if (IsOf(names, name) && await system.StatAsync(folder / name, follow: false, cancel).ConfigureAwait(false) is { IsDirectory: false })
                {
                    await system.DeleteAsync(folder / name, recursive: false, cancel).ConfigureAwait(false);
                }
            }
        }
        catch (SystemFaultException)
        {
            // The folder is gone or closed to us; what is wrong with it is for the resource to say that needs it.
        }
    }

    private static bool IsOf(HashSet<string> names, string name)
    {
        var infix = name.Length - Random - Infix.Length;
        if (infix < 1 || name[0] != '.' || string.CompareOrdinal(name, infix, Infix, 0, Infix.Length) != 0)
        {
            return false;
        }

        // A long name has been cut to make room.
        var leaf = name[1..infix];
        return names.Contains(leaf) || (leaf.Length > 50 && names.Any(one => one.StartsWith(leaf, StringComparison.Ordinal)));
    }
}
