namespace OpsMop;

/// <summary>The lists that a package manager has of what can be had.</summary>
/// <param name="Updated">When they were last fetched.</param>
/// <param name="AreOutdated">Whether the configured sources have changed since.</param>
internal sealed record PackageLists(DateTimeOffset Updated, bool AreOutdated)
{
    /// <summary>Finds them in a folder.</summary>
    /// <param name="system">Where.</param>
    /// <param name="folder">The folder, in which they may stand three levels deeper.</param>
    /// <param name="isList">Whether a file of that name is one.</param>
    /// <param name="sources">The files and folders that say where they come from.</param>
    /// <param name="cancel">Cancels the reading.</param>
    /// <returns>The lists; <see langword="null"/> where there are none.</returns>
    public static async ValueTask<PackageLists?> FindAsync(
        ISystemReader system, AbsolutePath folder, Func<string, bool> isList, IReadOnlyList<AbsolutePath> sources, CancellationToken cancel)
    {
        DateTimeOffset? updated = null;
        await LookAsync(folder, depth: 4).ConfigureAwait(false);
        if (updated is not { } time)
        {
            return null;
        }

        var changed = DateTimeOffset.MinValue;
        foreach (var source in sources)
        {
            if (await system.StatAsync(source, follow: true, cancel).ConfigureAwait(false) is not { } status)
            {
                continue;
            }

            changed = Later(changed, status.Modified);
            foreach (var name in status.IsDirectory ? await system.ListAsync(source, cancel).ConfigureAwait(false) : [])
            {
                changed = Later(changed, (await system.StatAsync(source / name, follow: true, cancel).ConfigureAwait(false))?.Modified ?? changed);
            }
        }

        return new PackageLists(time, changed > time);

        async ValueTask LookAsync(AbsolutePath path, int depth)
        {
            if (await system.StatAsync(path, follow: true, cancel).ConfigureAwait(false) is not { IsDirectory: true } status)
            {
                return;
            }

            var any = false;
            foreach (var name in await system.ListAsync(path, cancel).ConfigureAwait(false))
            {
                if (isList(name) && await system.StatAsync(path / name, follow: true, cancel).ConfigureAwait(false) is { IsDirectory: false } file)
                {
                    any = true;
                    updated = Later(updated ?? file.Modified, file.Modified);
                }
                else if (depth > 1)
                {
                    await LookAsync(path / name, depth - 1).ConfigureAwait(false);
                }
            }

            // A list may have the time that its server gives it; the folder has that of the last file that was put there.
            if (any)
            {
                updated = Later(updated ?? status.Modified, status.Modified);
            }
        }
    }

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
