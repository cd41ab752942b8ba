namespace OpsMop;

/// <summary>apk, in its versions 2 and 3. It waits for its lock when it is told how long.</summary>
internal sealed class Apk : PackageManager
{
    private static readonly AbsolutePath World = "/etc/apk/world";

    private static readonly string[] Change = ["apk", "--no-progress", "--wait", $"{Patience.TotalSeconds:0}"];

    // What comes before a release, as apk writes it.
    private static readonly string[] Before = ["_alpha", "_beta", "_pre", "_rc"];

    /// <inheritdoc/>
    public override string Name => "apk";

    /// <inheritdoc/>
    public override string? NoPurge => null;

    /// <inheritdoc/>
    public override bool VersionsAreHolds => true;

    /// <inheritdoc/>
    public override async ValueTask<Dictionary<string, PackageStatus>> InstalledAsync(ISystemReader system, IReadOnlyList<string> names, CancellationToken cancel)
    {
        // "nginx-1.26.2-r0 x86_64 {nginx} (BSD-2-Clause) [installed]", of all packages: a name alone would be a pattern for it.
        var result = await QueryAsync(system, cancel, "apk", "list", "--installed").ConfigureAwait(false);
        var held = await HeldAsync(system, cancel).ConfigureAwait(false);
        var all = new Dictionary<string, PackageStatus>(StringComparer.Ordinal);
        foreach (var line in result.Output.Split('\n'))
        {
            var full = line.Split(' ')[0];
            if (full.LastIndexOf('-') is > 0 and var release && full.LastIndexOf('-', release - 1) is > 0 and var dash)
            {
                all[full[..dash]] = new PackageStatus(full[(dash + 1)..]) { IsHeld = held.Contains(full[..dash]) };
            }
        }

        return result.Succeeded ? all : throw SystemTool.Failure("apk list", result);
    }

    /// <inheritdoc/>
    public override async ValueTask<Dictionary<string, List<string>>> OffersAsync(ISystemReader system, IReadOnlyList<string> names, CancellationToken cancel)
    {
        // "nginx policy:", then each version with two blanks before it and a colon after it, then where it is to be had. What it does not know, it leaves out.
        var result = await QueryAsync(system, cancel, ["apk", "policy", .. names]).ConfigureAwait(false);
        var all = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        var (name, version) = ("", "");
        foreach (var line in result.Output.Split('\n'))
        {
            if (line.EndsWith(" policy:", StringComparison.Ordinal))
            {
                name = line[..^8];
            }
            else if (line.StartsWith("    ", StringComparison.Ordinal))
            {
                // What is only installed cannot be had.
                if (!line.EndsWith("apk/db/installed", StringComparison.Ordinal))
                {
                    if (!all.TryGetValue(name, out var versions))
                    {
                        all[name] = versions = [];
                    }

                    versions.Add(version);
                }
            }
            else if (line.StartsWith("  ", StringComparison.Ordinal) && line[^1] == ':')
            {
                version = line[2..^1];
            }
        }

        return all;
    }

    /// <inheritdoc/>
    public override async ValueTask<IReadOnlyList<string>> NamesAsync(ISystemReader system, string name, CancellationToken cancel) =>
        (await QueryAsync(system, cancel, "apk", "search", "--quiet").ConfigureAwait(false)).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <inheritdoc/>
    public override async ValueTask<PackageLists?> ListsAsync(ISystemReader system, CancellationToken cancel)
    {
        // /etc/apk/cache is the cache of a host that has one of its own, often as a link.
        AbsolutePath[] sources = ["/etc/apk/repositories", "/etc/apk/repositories.d"];
        return await PackageLists.FindAsync(system, "/etc/apk/cache", IsIndex, sources, cancel).ConfigureAwait(false)
            ?? await PackageLists.FindAsync(system, "/var/cache/apk", IsIndex, sources, cancel).ConfigureAwait(false);

        static bool IsIndex(string name) => name.StartsWith("APKINDEX.", StringComparison.Ordinal);
    }

    /// <inheritdoc/>
    public override async ValueTask<(ProcessResult Result, string Name, string Version)> LookIntoAsync(ISystemReader system, AbsolutePath file, CancellationToken cancel)
    {
        var result = await QueryAsync(system, cancel, "tar", "-xzOf", file.Value, ".PKGINFO").ConfigureAwait(false);
        var lines = result.Output.Split('\n');
        return (result, Field("pkgname"), Field("pkgver"));

        string Field(string field) => lines.FirstOrDefault(line => line.StartsWith(field + " = ", StringComparison.Ordinal))?[(field.Length + 3)..] ?? "";
    }

    /// <summary>A version may leave out its release.</summary>
    /// <inheritdoc/>
    public override bool Matches(string wanted, string version) =>
        base.Matches(wanted, version)
        || (wanted[^1] != '*' && !wanted.Contains('-') && version.LastIndexOf("-r", StringComparison.Ordinal) is > 0 and var dash && wanted == version[..dash]);

    /// <inheritdoc/>
    public override string Comparable(string version)
    {
        foreach (var word in Before)
        {
            version = version.Replace(word, "~" + word[1..], StringComparison.Ordinal);
        }

        return version;
    }

    /// <inheritdoc/>
    public override PackageCommand Command(PackageJob job) => job.Action switch
    {
        PackageAction.UpdateLists => new([.. Change, "update"], null),
        PackageAction.Remove => new([.. Change, "del"], job.Name),
        PackageAction.Purge => new([.. Change, "del", "--purge"], job.Name),
        PackageAction.Hold when job.Version is null =>
            throw new ProviderException($"apk holds {job.Name} at a version that is known, and which one comes is known only after an update. Add .Version(…)."),
        PackageAction.Hold => new([.. Change, "add"], $"{job.Name}={job.Version}"),
        PackageAction.Unhold => new([.. Change, "add"], job.Name),
        PackageAction.Upgrade => new([.. Change, "add", "--upgrade"], job.Name),
        _ => new([.. Change, "add"], job.File.IsGiven ? job.File.Value : job.Version is { } version ? $"{job.Name}={version}" : job.Name),
    };

    /// <summary>It takes a package off its list of wishes and ends well, but leaves it there where another needs it.</summary>
    /// <inheritdoc/>
    protected override bool HasSucceeded(ProcessResult result) => result.Succeeded && !result.Output.Contains("not removed due to", StringComparison.Ordinal);

    // "nginx=1.26.2-r0" and "nginx~1.26" are constraints; "nginx><Q1…" is a file that it was installed from.
    private static async ValueTask<HashSet<string>> HeldAsync(ISystemReader system, CancellationToken cancel)
    {
        var held = new HashSet<string>(StringComparer.Ordinal);
        if (await system.StatAsync(World, follow: true, cancel).ConfigureAwait(false) is not null)
        {
            foreach (var line in System.Text.Encoding.UTF8.GetString((await system.ReadAsync(World, cancel).ConfigureAwait(false)).Span).Split('\n'))
            {
                if (line.IndexOfAny(['=', '~', '<', '>']) is > 0 and var at && !line.AsSpan(at).StartsWith("><"))
                {
                    held.Add(line[..at]);
                }
            }
        }

        return held;
    }
}
