using System.Globalization;

namespace OpsMop;

/// <summary>Reads access control lists.</summary>
internal static class AclTool
{
    /// <summary>How many paths one program is given.</summary>
    public const int AtOnce = 100;

    /// <summary>The key under which the list of a path is known.</summary>
    /// <param name="path">The path.</param>
    public static string Key(AbsolutePath path) => "acl:" + path.Value;

    /// <summary>The list of a path that is there.</summary>
    /// <param name="system">Where.</param>
    /// <param name="path">The path.</param>
    /// <param name="have">Its status.</param>
    /// <param name="cancel">Cancels the question.</param>
    public static async ValueTask<AccessList> ReadAsync(ISystemReader system, AbsolutePath path, FileStatus have, CancellationToken cancel)
    {
        var list = (await system.ObserveAsync<AccessList>(
            Key(path), async (reader, stop) => (await ReadAllAsync(reader, [(path, have)], stop).ConfigureAwait(false))[0], cancel).ConfigureAwait(false))!.Copy();

        // In a plan, the mode may be one that is yet to be set.
        list.Set(have.Mode);
        return list;
    }

    /// <summary>The lists of paths that are there.</summary>
    /// <param name="system">Where.</param>
    /// <param name="paths">The paths and their status, at most <see cref="AtOnce"/>.</param>
    /// <param name="cancel">Cancels the questions.</param>
    public static async ValueTask<List<AccessList>> ReadAllAsync(ISystemReader system, IReadOnlyList<(AbsolutePath Path, FileStatus Have)> paths, CancellationToken cancel)
    {
        var names = paths.Select(one => one.Path.Value).ToList();

        // The names go through standard input: what a plan is yet to do with these paths is taken into account below, so that the answer is certain.
        var said = await AskAsync(system, string.Join('\n', names) + "\n", cancel, "getfacl", "--absolute-names", "--no-effective", "-").ConfigureAwait(false);
        if (said.ExitCode == ProcessResult.NotFound)
        {
            throw new ProviderException("There is no program getfacl on this host. Declare host.Package(\"acl\") above.");
        }

        var found = new Dictionary<string, AccessList>(StringComparer.Ordinal);
        foreach (var block in said.Output.Split("\n\n", StringSplitOptions.RemoveEmptyEntries))
        {
            var lines = block.Split('\n', StringSplitOptions.RemoveEmptyEntries);
            if (lines is [var first, ..] && first.StartsWith("# file: ", StringComparison.Ordinal))
            {
                found[AclEntry.Plain(first["# file: ".Length..])] = AccessList.Parse(lines);
            }
        }

        // A plan sees files that other resources are yet to write: new ones, which have no list of their own, whatever the old one has.
        var written = await WrittenAsync(system, names, cancel).ConfigureAwait(false);
        var all = new List<AccessList>();
        foreach (var (path, have) in paths)
        {
            var isThere = found.TryGetValue(path.Value, out var list) && written.TryGetValue(path.Value, out var time) && (have.IsDirectory || IsSame(time, have.Modified));
            list = isThere ? list! : await NewAsync(system, path, have, cancel).ConfigureAwait(false);
            list.Set(have.Mode);
            all.Add(list);
        }

        return all;
    }

    private static async ValueTask<AccessList> NewAsync(ISystemReader system, AbsolutePath path, FileStatus have, CancellationToken cancel)
    {
        var above = path.Parent;
        return path.IsRoot || await system.StatAsync(above, follow: true, cancel).ConfigureAwait(false) is not { } directory
            || await ReadAsync(system, above, directory, cancel).ConfigureAwait(false) is var list && !list.Entries.Any(entry => entry.Key.IsDefault)
            ? AccessList.Of(have.Mode)
            : AccessList.Inherited(list, have.Mode, have.IsDirectory);
    }

    /// <summary>When files were written, as the host says.</summary>
    private static async ValueTask<Dictionary<string, DateTimeOffset>> WrittenAsync(ISystemReader system, List<string> names, CancellationToken cancel)
    {
        // The second alone would not tell a file that is yet to be written from one that was written just now; what is left of it stands only in the time for people.
        var said = await AskAsync(system, string.Join('\0', names), cancel, "xargs", "-0", "stat", "-L", "-c", "%Y/%y/%n", "--").ConfigureAwait(false);
        var written = new Dictionary<string, DateTimeOffset>(StringComparer.Ordinal);
        foreach (var line in said.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Split('/', 3) is [var seconds, var whole, var name] && long.TryParse(seconds, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var time))
            {
                var point = whole.IndexOf('.', StringComparison.Ordinal);
                _ = int.TryParse(point < 0 ? "" : whole.AsSpan(point + 1, Math.Min(7, whole.Length - point - 1)), NumberStyles.None, CultureInfo.InvariantCulture, out var fraction);
                written[name] = DateTimeOffset.FromUnixTimeSeconds(time).AddTicks(fraction);
            }
        }

        return written;
    }

    /// <summary>Whether two times are the same, as exactly as both are known.</summary>
    private static bool IsSame(DateTimeOffset one, DateTimeOffset other)
    {
        var areExact = one.Ticks % TimeSpan.TicksPerSecond != 0 && other.Ticks % TimeSpan.TicksPerSecond != 0;
        return areExact ? one == other : one.ToUnixTimeSeconds() == other.ToUnixTimeSeconds();
    }

    private static ValueTask<ProcessResult> AskAsync(ISystemReader system, string names, CancellationToken cancel, params IReadOnlyList<string> arguments) =>
        system.QueryAsync(SystemTool.Request(arguments) with { Input = FileContent.FromText(names) }, cancel);
}
