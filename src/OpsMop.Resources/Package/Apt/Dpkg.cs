namespace OpsMop;

/// <summary>What dpkg has on record.</summary>
internal static class Dpkg
{
    private const string Format = "${Package}\t${Architecture}\t${db:Status-Status}\t${db:Status-Want}\t${Version}\n";

    /// <summary>Asks for packages by name; those that dpkg has never heard of do not occur in the answer.</summary>
    /// <param name="system">Where.</param>
    /// <param name="names">The names, with or without an architecture.</param>
    /// <param name="cancel">Cancels the query.</param>
    public static async ValueTask<Dictionary<string, PackageStatus>> StatusAsync(ISystemReader system, IEnumerable<string> names, CancellationToken cancel)
    {
        var result = await SystemTool.QueryAsync(system, cancel, ["dpkg-query", "--show", "--showformat", Format, .. names]).ConfigureAwait(false);
        return result.ExitCode is 0 or 1 ? Parse(result.Output) : throw SystemTool.Failure("dpkg-query", result);   // 1: some are not known
    }

    /// <summary>The installed packages that provide a name which is no package of its own, such as <c>mail-transport-agent</c>.</summary>
    /// <param name="system">Where.</param>
    /// <param name="cancel">Cancels the query.</param>
    /// <returns>The providing package and its version by the name that is provided.</returns>
    public static async ValueTask<Dictionary<string, PackageStatus>> ProvidedAsync(ISystemReader system, CancellationToken cancel)
    {
        var result = await SystemTool.QueryAsync(system, cancel, "dpkg-query", "--show", "--showformat", "${db:Status-Status}\t${Version}\t${Provides}\n").ConfigureAwait(false);
        var provided = new Dictionary<string, PackageStatus>(StringComparer.Ordinal);
        foreach (var line in result.Output.Split('\n'))
        {
            if (line.Split('\t') is ["installed", var version, { Length: > 0 } names])
            {
                foreach (var one in names.Split(','))
                {
                    // "awk", or "libfoo (= 1.2)".
                    provided[one.Trim().Split(' ')[0]] = new PackageStatus(version);
                }
            }
        }

        return provided;
    }

    /// <summary>Asks which package is in a file.</summary>
    /// <param name="system">Where.</param>
    /// <param name="file">The file.</param>
    /// <param name="cancel">Cancels the query.</param>
    /// <returns>How the query ended, and name and version where it ended well.</returns>
    public static async ValueTask<(ProcessResult Result, string Name, string Version)> LookIntoAsync(ISystemReader system, AbsolutePath file, CancellationToken cancel)
    {
        string[] show = ["dpkg-deb", "--show", "--showformat", "${Package}\\t${Version}", file.Value];
        var result = await SystemTool.QueryAsync(system, cancel, show).ConfigureAwait(false);
        return result.Output.Trim().Split('\t') is [var name, var version] ? (result, name, version) : (result, "", "");
    }

    /// <summary>Reads the answer of <see cref="StatusAsync"/>.</summary>
    /// <param name="output">The lines.</param>
    public static Dictionary<string, PackageStatus> Parse(string output)
    {
        var all = new Dictionary<string, PackageStatus>(StringComparer.Ordinal);
        foreach (var line in output.Split('\n'))
        {
            if (line.Split('\t') is not [var name, var architecture, var state, var wanted, var version] || state == "not-installed")
            {
                continue;
            }

            // A package that waits for the triggers of others works; one that is only unpacked does not.
            var status = new PackageStatus(version) { IsInstalled = state is "installed" or "triggers-pending" or "triggers-awaited", IsHalfInstalled = state is "unpacked" or "half-configured" or "half-installed", IsHeld = wanted == "hold" };
            all[$"{name}:{architecture}"] = status;
            if (!all.TryGetValue(name, out var other) || !other.IsInstalled)
            {
                all[name] = status;
            }
        }

        return all;
    }
}
