using System.Text;

namespace OpsMop;

/// <summary>What the kernel and its folder say of modules.</summary>
internal static class KernelModules
{
    /// <summary>A module's name as the kernel says it.</summary>
    /// <param name="name">The name, with hyphens or underscores.</param>
    public static string Normal(string name) => name.Replace('-', '_');

    /// <summary>The key under which a module is known.</summary>
    /// <param name="name">The name, with hyphens or underscores.</param>
    public static string Key(string name) => "module:" + Normal(name);

    /// <summary>Whether a module is there.</summary>
    /// <param name="system">Where.</param>
    /// <param name="name">Its name, with hyphens or underscores.</param>
    /// <param name="cancel">Cancels the questions.</param>
    public static async ValueTask<KernelModuleStatus?> ReadAsync(ISystemReader system, string name, CancellationToken cancel)
    {
        name = Normal(name);
        foreach (var line in await LinesAsync(system, "/proc/modules", cancel).ConfigureAwait(false))
        {
            if (line.AsSpan(0, Math.Max(0, line.IndexOf(' '))).SequenceEqual(name))
            {
                return new KernelModuleStatus(IsBuiltIn: false);
            }
        }

        // Only built-in modules with parameters have a folder there.
        if (await system.StatAsync("/sys/module/" + name, follow: true, cancel).ConfigureAwait(false) is not null)
        {
            return new KernelModuleStatus(IsBuiltIn: true);
        }

        return (await NamesAsync(system, "modules.builtin", cancel).ConfigureAwait(false)).Contains(name) ? new KernelModuleStatus(IsBuiltIn: true) : null;
    }

    /// <summary>The modules that can be loaded.</summary>
    /// <param name="system">Where.</param>
    /// <param name="cancel">Cancels the questions.</param>
    public static ValueTask<IReadOnlyCollection<string>> AvailableAsync(ISystemReader system, CancellationToken cancel) => NamesAsync(system, "modules.dep", cancel);

    private static async ValueTask<IReadOnlyCollection<string>> NamesAsync(ISystemReader system, string file, CancellationToken cancel)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        if (await LinesAsync(system, "/proc/sys/kernel/osrelease", cancel).ConfigureAwait(false) is [{ Length: > 0 } release, ..])
        {
            foreach (var line in await LinesAsync(system, $"/lib/modules/{release}/{file}", cancel).ConfigureAwait(false))
            {
                // kernel/fs/ext4/ext4.ko.xz: kernel/lib/crc16.ko.xz
                var path = line.AsSpan();
                path = path[..(path.IndexOf(':') is >= 0 and var colon ? colon : path.Length)];
                path = path[(path.LastIndexOf('/') + 1)..];
                if (path.IndexOf(".ko", StringComparison.Ordinal) is > 0 and var end)
                {
                    names.Add(Normal(path[..end].ToString()));
                }
            }
        }

        return names;
    }

    private static async ValueTask<string[]> LinesAsync(ISystemReader system, AbsolutePath path, CancellationToken cancel) =>
        await system.StatAsync(path, follow: true, cancel).ConfigureAwait(false) is { IsFile: true }
            ? Encoding.UTF8.GetString((await system.ReadAsync(path, cancel).ConfigureAwait(false)).Span).Split('\n')
            : [];
}
