namespace OpsMop;

/// <summary>The lists that apt has of what can be had; what is observed under <c>apt:lists</c>.</summary>
/// <param name="Updated">When they were last fetched.</param>
/// <param name="AreOutdated">Whether the configured sources have changed since.</param>
internal sealed record AptLists(DateTimeOffset Updated, bool AreOutdated)
{
    /// <summary>The key under which they are known.</summary>
    public const string Key = "apt:lists";

    private static readonly AbsolutePath Folder = "/var/lib/apt/lists";

    /// <summary>The lists as they are; <see langword="null"/> where there are none.</summary>
    /// <param name="system">Where.</param>
    /// <param name="cancel">Cancels the reading.</param>
    public static ValueTask<AptLists?> ReadAsync(ISystemReader system, CancellationToken cancel) => system.ObserveAsync(Key, LookAsync, cancel);

    private static async ValueTask<AptLists?> LookAsync(ISystemReader system, CancellationToken cancel)
    {
        if (await system.StatAsync(Folder, follow: true, cancel).ConfigureAwait(false) is not { IsDirectory: true } lists)
        {
            return null;
        }

        var any = false;
        foreach (var name in await system.ListAsync(Folder, cancel).ConfigureAwait(false))
        {
            any |= name.Contains("_Packages", StringComparison.Ordinal);
        }

        if (!any)
        {
            return null;
        }

        // An update that finds nothing new leaves the lists as they are; it always works in this folder.
        var updated = Later(lists.Modified, await system.StatAsync(Folder / "partial", follow: true, cancel).ConfigureAwait(false));
        var sources = Later(default, await system.StatAsync("/etc/apt/sources.list", follow: true, cancel).ConfigureAwait(false));
        AbsolutePath folder = "/etc/apt/sources.list.d";
        if (await system.StatAsync(folder, follow: true, cancel).ConfigureAwait(false) is { IsDirectory: true } directory)
        {
            sources = Later(sources, directory);
            foreach (var name in await system.ListAsync(folder, cancel).ConfigureAwait(false))
            {
                sources = Later(sources, await system.StatAsync(folder / name, follow: true, cancel).ConfigureAwait(false));
            }
        }

        return new AptLists(updated, sources > updated);
    }

    private static DateTimeOffset Later(DateTimeOffset time, FileStatus? file) => file is not null && file.Modified > time ? file.Modified : time;
}
