using System.Text;

namespace OpsMop;

/// <summary>What is mounted.</summary>
internal static class MountTable
{
    private static readonly AbsolutePath Path = "/proc/self/mountinfo";

    /// <summary>All mounts, in the order in which they lie on each other; none where there is no table, as in an image.</summary>
    /// <param name="system">Where.</param>
    /// <param name="cancel">Cancels the reading.</param>
    public static async ValueTask<IReadOnlyList<MountEntry>> ReadAsync(ISystemReader system, CancellationToken cancel)
    {
        if (await system.StatAsync(Path, follow: true, cancel).ConfigureAwait(false) is null)
        {
            return [];
        }

        var text = Encoding.UTF8.GetString((await system.ReadAsync(Path, cancel).ConfigureAwait(false)).Span);
        return [.. text.Split('\n').Select(MountEntry.Parse).OfType<MountEntry>()];
    }

    /// <summary>The mount that a path is in.</summary>
    /// <param name="system">Where.</param>
    /// <param name="path">The path.</param>
    /// <param name="cancel">Cancels the reading.</param>
    public static async ValueTask<MountEntry?> CoveringAsync(ISystemReader system, AbsolutePath path, CancellationToken cancel) =>
        Covering(await ReadAsync(system, cancel).ConfigureAwait(false), path);

    /// <summary>The mount that a path is in: the deepest, and of several at one place the last.</summary>
    /// <param name="mounts">All mounts.</param>
    /// <param name="path">The path.</param>
    public static MountEntry? Covering(IEnumerable<MountEntry> mounts, AbsolutePath path)
    {
        MountEntry? found = null;
        foreach (var mount in mounts)
        {
            if (path.StartsWith(mount.Path) && mount.Path.Length >= (found?.Path.Length ?? 0))
            {
                found = mount;
            }
        }

        return found;
    }
}
