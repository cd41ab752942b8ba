namespace OpsMop;

/// <summary>zypper. It waits for its lock when it is told how long.</summary>
internal sealed class Zypper : RpmManager
{
    private static readonly AbsolutePath Locks = "/etc/zypp/locks";

    private static readonly string[] Change = ["zypper", "--non-interactive", "--quiet"];

    /// <inheritdoc/>
    public override string Name => "zypper";

    /// <inheritdoc/>
    public override bool FetchesLists => true;

    /// <inheritdoc/>
    protected override IReadOnlyDictionary<string, string> Environment { get; } = new Dictionary<string, string>
    {
        ["LC_ALL"] = "C",
        ["ZYPP_LOCK_TIMEOUT"] = $"{Patience.TotalSeconds:0}",
    };

    /// <inheritdoc/>
    public override async ValueTask<Dictionary<string, List<string>>> OffersAsync(ISystemReader system, IReadOnlyList<string> names, CancellationToken cancel)
    {
        const int NothingFound = 104;
        var result = await QueryAsync(
            system, cancel, [.. Change, "--no-refresh", "search", "--details", "--match-exact", "--type", "package", "--", .. names]).ConfigureAwait(false);
        if (!result.Succeeded && result.ExitCode != NothingFound)
        {
            throw SystemTool.Failure("zypper search", result);
        }

        // "S | Name | Type | Version | Arch | Repository"; the repository of what is only installed is in brackets.
        var all = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        foreach (var line in result.Output.Split('\n'))
        {
            if (line.Split('|', StringSplitOptions.TrimEntries) is [_, var name, "package", var version, _, var repository] && !repository.StartsWith('('))
            {
                if (!all.TryGetValue(name, out var versions))
                {
                    all[name] = versions = [];
                }

                versions.Add(Bare(version));
            }
        }

        return all;
    }

    /// <inheritdoc/>
    public override async ValueTask<IReadOnlyList<string>> NamesAsync(ISystemReader system, string name, CancellationToken cancel)
    {
        var result = await QueryAsync(system, cancel, [.. Change, "--no-refresh", "packages"]).ConfigureAwait(false);
        var names = new List<string>();
        foreach (var line in result.Output.Split('\n'))
        {
            if (line.Split('|', StringSplitOptions.TrimEntries) is [_, _, var known, _, _])
            {
                names.Add(known);
            }
        }

        return names;
    }

    /// <inheritdoc/>
    public override ValueTask<PackageLists?> ListsAsync(ISystemReader system, CancellationToken cancel) =>
        PackageLists.FindAsync(system, "/var/cache/zypp/raw", name => name == "repomd.xml", ["/etc/zypp/repos.d"], cancel);

    /// <inheritdoc/>
    public override PackageCommand Command(PackageJob job) => job.Action switch
    {
        PackageAction.UpdateLists => new([.. Change, "refresh"], null),
        PackageAction.Hold => new([.. Change, "addlock", "--type", "package", "--"], job.Name),
        PackageAction.Unhold => new([.. Change, "removelock", "--type", "package", "--"], job.Name),
        PackageAction.Remove => new([.. Change, "remove", "--"], job.Name),
        PackageAction.Upgrade => new([.. Change, "update", .. Options(job), "--"], job.Name),
        _ => new(
            [.. Change, "install", "--oldpackage", .. Options(job), "--"],
            job.File.IsGiven ? job.File.Value : job.Version is { } version ? $"{job.Name}={version}" : job.Name),
    };

    /// <inheritdoc/>
    protected override async ValueTask<Func<string, bool>> HeldAsync(ISystemReader system, CancellationToken cancel)
    {
        var lines = await LinesAsync(system, Locks, cancel).ConfigureAwait(false);
        return name => lines.Contains("solvable_name: " + name);
    }

    // It has installed what was wanted, and says that the host (102) or itself (103) should be started anew, or that a repository could not be refreshed (106).
    /// <inheritdoc/>
    protected override bool HasSucceeded(ProcessResult result) => result.ExitCode is 0 or 102 or 103 or 106;

    private static List<string> Options(PackageJob job) => ["--auto-agree-with-licenses", .. job.NoRecommends ? ["--no-recommends"] : Array.Empty<string>()];
}
