namespace OpsMop;

/// <summary>pkg of FreeBSD. It waits for its lock when it is told how often.</summary>
internal sealed class Pkg : PackageManager
{
    private static readonly string[] Change = ["pkg", "-o", $"LOCK_RETRIES={Patience.TotalSeconds:0}"];

    /// <inheritdoc/>
    public override string Name => "pkg";

    /// <inheritdoc/>
    protected override IReadOnlyDictionary<string, string> Environment { get; } = new Dictionary<string, string> { ["LC_ALL"] = "C", ["ASSUME_ALWAYS_YES"] = "yes" };

    /// <inheritdoc/>
    public override async ValueTask<Dictionary<string, PackageStatus>> InstalledAsync(ISystemReader system, IReadOnlyList<string> names, CancellationToken cancel)
    {
        // It ends with 1 where some are not installed. The third is whether it is locked.
        var result = await QueryAsync(system, cancel, ["pkg", "query", "%n\\t%v\\t%k", .. names]).ConfigureAwait(false);
        var all = new Dictionary<string, PackageStatus>(StringComparer.Ordinal);
        foreach (var line in result.Output.Split('\n'))
        {
            if (line.Split('\t') is [var name, var version, var locked])
            {
                all[name] = new PackageStatus(version) { IsHeld = locked == "1" };
            }
        }

        return all;
    }

    /// <inheritdoc/>
    public override async ValueTask<Dictionary<string, List<string>>> OffersAsync(ISystemReader system, IReadOnlyList<string> names, CancellationToken cancel)
    {
        var result = await QueryAsync(system, cancel, ["pkg", "rquery", "--no-repo-update", "%n\\t%v", .. names]).ConfigureAwait(false);
        var all = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        foreach (var line in result.Output.Split('\n'))
        {
            if (line.Split('\t') is [var name, var version])
            {
                if (!all.TryGetValue(name, out var versions))
                {
                    all[name] = versions = [];
                }

                versions.Add(version);
            }
        }

        return all;
    }

    /// <inheritdoc/>
    public override async ValueTask<IReadOnlyList<string>> NamesAsync(ISystemReader system, string name, CancellationToken cancel) =>
        (await QueryAsync(system, cancel, "pkg", "rquery", "--no-repo-update", "--all", "%n").ConfigureAwait(false)).Output
            .Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <inheritdoc/>
    public override ValueTask<PackageLists?> ListsAsync(ISystemReader system, CancellationToken cancel) => PackageLists.FindAsync(
        system,
        "/var/db/pkg",
        name => name == "db" || (name.StartsWith("repo-", StringComparison.Ordinal) && name.EndsWith(".sqlite", StringComparison.Ordinal)),
        ["/etc/pkg", "/usr/local/etc/pkg/repos", "/usr/local/etc/pkg.conf"],
        cancel);

    /// <inheritdoc/>
    public override async ValueTask<(ProcessResult Result, string Name, string Version)> LookIntoAsync(ISystemReader system, AbsolutePath file, CancellationToken cancel)
    {
        var result = await QueryAsync(system, cancel, "pkg", "query", "--file", file.Value, "%n\\t%v").ConfigureAwait(false);
        return result.Output.Trim().Split('\t') is [var name, var version] ? (result, name, version) : (result, "", "");
    }

    /// <inheritdoc/>
    public override async ValueTask<IReadOnlyList<string>> CompanionsAsync(ISystemReader system, IReadOnlyList<string> names, CancellationToken cancel) =>
        [.. (await QueryAsync(system, cancel, ["pkg", "query", "%rn", .. names]).ConfigureAwait(false)).Output
            .Split('\n', StringSplitOptions.RemoveEmptyEntries).Distinct().Except(names)];

    /// <summary><c>1.2_3,4</c> is version 1.2, revision 3, epoch 4.</summary>
    /// <inheritdoc/>
    public override string Comparable(string version)
    {
        var comma = version.LastIndexOf(',');
        var epoch = comma > 0 ? version[(comma + 1)..] : "0";
        return $"{epoch}:{(comma > 0 ? version[..comma] : version).Replace('_', '-')}";
    }

    /// <inheritdoc/>
    public override PackageCommand Command(PackageJob job) => job.Action switch
    {
        PackageAction.UpdateLists => new([.. Change, "update", "--quiet"], null),
        PackageAction.Hold => new([.. Change, "lock", "--yes", "--quiet"], job.Name),
        PackageAction.Unhold => new([.. Change, "unlock", "--yes", "--quiet"], job.Name),
        PackageAction.Remove => new([.. Change, "delete", "--yes", "--quiet"], job.Name),
        PackageAction.Upgrade => new([.. Change, "upgrade", "--yes", "--quiet", "--no-repo-update"], job.Name),
        _ when job.File.IsGiven => new([.. Change, "add", "--force", "--quiet"], job.File.Value),
        _ => new([.. Change, "install", "--yes", "--quiet", "--no-repo-update"], job.Version is { } version ? $"{job.Name}-{version}" : job.Name),
    };
}
