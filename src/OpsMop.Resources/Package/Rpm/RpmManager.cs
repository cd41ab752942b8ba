namespace OpsMop;

/// <summary>What the package managers that stand on rpm have in common: what is installed, and what is in a file.</summary>
internal abstract class RpmManager : PackageManager
{
    private const string Format = "%{NAME}\\t%{ARCH}\\t%{EPOCHNUM}:%{VERSION}-%{RELEASE}\\n";

    /// <inheritdoc/>
    public override async ValueTask<Dictionary<string, PackageStatus>> InstalledAsync(ISystemReader system, IReadOnlyList<string> names, CancellationToken cancel)
    {
        // It ends with the number of those that are not installed; what it says of them is no line of three.
        var result = await QueryAsync(system, cancel, ["rpm", "--query", "--queryformat", Format, "--", .. names]).ConfigureAwait(false);
        var held = await HeldAsync(system, cancel).ConfigureAwait(false);
        var all = new Dictionary<string, PackageStatus>(StringComparer.Ordinal);
        foreach (var (name, architecture, version) in Parse(result.Output))
        {
            // Several versions of a kernel stand side by side; the newest counts.
            if (!all.TryGetValue(name, out var other) || PackageVersion.Compare(version, other.Version) > 0)
            {
                all[name] = all[$"{name}.{architecture}"] = new PackageStatus(version) { IsHeld = held(name) };
            }
        }

        return all;
    }

    /// <inheritdoc/>
    public override async ValueTask<(ProcessResult Result, string Name, string Version)> LookIntoAsync(ISystemReader system, AbsolutePath file, CancellationToken cancel)
    {
        var result = await QueryAsync(system, cancel, "rpm", "--query", "--package", "--queryformat", Format, "--", file.Value).ConfigureAwait(false);
        foreach (var (name, _, version) in Parse(result.Output))
        {
            return (result, name, version);
        }

        return (result, "", "");
    }

    /// <inheritdoc/>
    public override async ValueTask<IReadOnlyList<string>> CompanionsAsync(ISystemReader system, IReadOnlyList<string> names, CancellationToken cancel)
    {
        // "	opsmop-rpm is needed by (installed) other-1.0-1.noarch", on standard error.
        const string Mark = "is needed by (installed) ";
        var result = await QueryAsync(system, cancel, ["rpm", "--erase", "--test", "--", .. names]).ConfigureAwait(false);
        var others = new List<string>();
        foreach (var line in result.Error.Split('\n'))
        {
            if (line.IndexOf(Mark, StringComparison.Ordinal) is >= 0 and var at && line[(at + Mark.Length)..].Trim() is var other && !others.Contains(other))
            {
                others.Add(other);
            }
        }

        return others;
    }

    /// <summary>A version may leave out its epoch and its release, as in rpm's own dependencies.</summary>
    /// <inheritdoc/>
    public override bool Matches(string wanted, string version)
    {
        if (!wanted.Contains(':') && version.IndexOf(':') is > 0 and var colon)
        {
            version = version[(colon + 1)..];
        }

        return base.Matches(wanted, version) || (wanted[^1] != '*' && !wanted.Contains('-') && version.LastIndexOf('-') is > 0 and var dash && wanted == version[..dash]);
    }

    /// <summary>Tells which packages are held.</summary>
    /// <param name="system">Where.</param>
    /// <param name="cancel">Cancels the reading.</param>
    protected abstract ValueTask<Func<string, bool>> HeldAsync(ISystemReader system, CancellationToken cancel);

    /// <summary>The lines of a file; none where there is no such file.</summary>
    /// <param name="system">Where.</param>
    /// <param name="path">The file.</param>
    /// <param name="cancel">Cancels the reading.</param>
    protected static async ValueTask<string[]> LinesAsync(ISystemReader system, AbsolutePath path, CancellationToken cancel) =>
        await system.StatAsync(path, follow: true, cancel).ConfigureAwait(false) is null
            ? []
            : System.Text.Encoding.UTF8.GetString((await system.ReadAsync(path, cancel).ConfigureAwait(false)).Span)
                .Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    /// <summary>A version as rpm's programs write it: an epoch of 0 is left out.</summary>
    /// <param name="version">The version.</param>
    protected static string Bare(string version) => version.StartsWith("0:", StringComparison.Ordinal) ? version[2..] : version;

    private static IEnumerable<(string Name, string Architecture, string Version)> Parse(string output)
    {
        foreach (var line in output.Split('\n'))
        {
            if (line.Split('\t') is [var name, var architecture, var version])
            {
                yield return (name, architecture, Bare(version));
            }
        }
    }
}
