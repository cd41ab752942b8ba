namespace OpsMop;

/// <summary>dnf, in its versions 4 and 5. It waits for its locks by itself.</summary>
internal sealed class Dnf : RpmManager
{
    /// <inheritdoc/>
    public override string Name => "dnf";

    /// <inheritdoc/>
    public override bool FetchesLists => true;

    /// <inheritdoc/>
    public override bool TakesPatterns => true;

    /// <inheritdoc/>
    public override async ValueTask<Dictionary<string, List<string>>> OffersAsync(ISystemReader system, IReadOnlyList<string> names, CancellationToken cancel)
    {
        // dnf 5 writes no line end by itself.
        var result = await QueryAsync(
            system, cancel, ["dnf", "--cacheonly", "--quiet", "repoquery", "--queryformat", "%{name}\t%{evr}\t%{arch}\n", "--", .. names]).ConfigureAwait(false);
        if (!result.Succeeded)
        {
            throw SystemTool.Failure("dnf repoquery", result);
        }

        var all = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        foreach (var line in result.Output.Split('\n'))
        {
            if (line.Split('\t') is [var name, var version, var architecture])
            {
                Add(name);
                Add($"{name}.{architecture}");

                void Add(string key)
                {
                    if (!all.TryGetValue(key, out var versions))
                    {
                        all[key] = versions = [];
                    }

                    versions.Add(Bare(version));
                }
            }
        }

        return all;
    }

    /// <inheritdoc/>
    public override async ValueTask<IReadOnlyList<string>> NamesAsync(ISystemReader system, string name, CancellationToken cancel) =>
        (await QueryAsync(system, cancel, "dnf", "--cacheonly", "--quiet", "repoquery", "--queryformat", "%{name}\n", "--", name[..1] + "*").ConfigureAwait(false))
            .Output.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    /// <inheritdoc/>
    public override async ValueTask<PackageLists?> ListsAsync(ISystemReader system, CancellationToken cancel)
    {
        AbsolutePath[] sources = ["/etc/yum.repos.d", "/etc/dnf/dnf.conf"];
        return await PackageLists.FindAsync(system, "/var/cache/libdnf5", name => name == "repomd.xml", sources, cancel).ConfigureAwait(false)
            ?? await PackageLists.FindAsync(system, "/var/cache/dnf", name => name == "repomd.xml", sources, cancel).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public override PackageCommand Command(PackageJob job) => job.Action switch
    {
        // With --refresh it asks the servers even where it thinks that its lists are young enough.
        PackageAction.UpdateLists => new(["dnf", "--assumeyes", "--quiet", "--refresh", "makecache"], null),
        PackageAction.Hold => new(["dnf", "--assumeyes", "--quiet", "versionlock", "add", "--"], job.Name),
        PackageAction.Unhold => new(["dnf", "--assumeyes", "--quiet", "versionlock", "delete", "--"], job.Name),

        // What came along with a package and is needed no more stays: who declares one package absent has not asked for others to go.
        PackageAction.Remove => new(["dnf", "--assumeyes", "--quiet", "--setopt=clean_requirements_on_remove=False", "remove", "--"], job.Name),
        PackageAction.Upgrade => new([.. Install(job), "upgrade", "--"], job.Name),
        _ => new([.. Install(job), "install", "--"], job.File.IsGiven ? job.File.Value : job.Version is { } version ? $"{job.Name}-{version}" : job.Name),
    };

    /// <inheritdoc/>
    protected override async ValueTask<Func<string, bool>> HeldAsync(ISystemReader system, CancellationToken cancel)
    {
        var lines = await LinesAsync(system, "/etc/dnf/plugins/versionlock.list", cancel).ConfigureAwait(false);
        var newer = await LinesAsync(system, "/etc/dnf/versionlock.toml", cancel).ConfigureAwait(false);
        return name => lines.Any(line => VersionLock.Names(line, name)) || newer.Any(line => line.Replace(" ", "", StringComparison.Ordinal) == $"name=\"{name}\"");
    }

    // The newest or nothing: what cannot be installed is a failure, not a reason for an older version.
    private static List<string> Install(PackageJob job) =>
        ["dnf", "--assumeyes", "--quiet", "--best", .. job.NoRecommends ? ["--setopt=install_weak_deps=False"] : Array.Empty<string>()];
}
