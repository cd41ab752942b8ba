namespace OpsMop;

/// <summary>yum 3, of Red Hat's systems before 8 and of Amazon Linux 2. It waits for its lock by itself, and knows no weak dependencies.</summary>
internal sealed class Yum : RpmManager
{
    private static readonly string[] Change = ["yum", "--assumeyes", "--quiet"];

    /// <inheritdoc/>
    public override string Name => "yum";

    /// <inheritdoc/>
    public override bool FetchesLists => true;

    /// <inheritdoc/>
    public override bool TakesPatterns => true;

    /// <inheritdoc/>
    public override async ValueTask<Dictionary<string, List<string>>> OffersAsync(ISystemReader system, IReadOnlyList<string> names, CancellationToken cancel)
    {
        // It ends with 1 where it finds none of them.
        var result = await QueryAsync(system, cancel, ["yum", "--cacheonly", "--quiet", "list", "available", "--showduplicates", .. names]).ConfigureAwait(false);
        if (!result.Succeeded && !result.Error.Contains("No matching Packages", StringComparison.Ordinal))
        {
            throw SystemTool.Failure("yum list", result);
        }

        // Name and architecture, version, repository: what is too wide for a column goes on in the next line.
        var words = result.Output.Replace("Available Packages", "", StringComparison.Ordinal).Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries);
        var all = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        for (var i = 0; i + 2 < words.Length; i += 3)
        {
            var full = words[i];
            foreach (var name in new[] { full, full[..Math.Max(0, full.LastIndexOf('.'))] })
            {
                if (!all.TryGetValue(name, out var versions))
                {
                    all[name] = versions = [];
                }

                versions.Add(Bare(words[i + 1]));
            }
        }

        return all;
    }

    /// <inheritdoc/>
    public override async ValueTask<IReadOnlyList<string>> NamesAsync(ISystemReader system, string name, CancellationToken cancel) =>
        [.. (await OffersAsync(system, [name[..1] + "*"], cancel).ConfigureAwait(false)).Keys];

    /// <inheritdoc/>
    public override ValueTask<PackageLists?> ListsAsync(ISystemReader system, CancellationToken cancel) =>
        PackageLists.FindAsync(system, "/var/cache/yum", name => name == "repomd.xml", ["/etc/yum.repos.d", "/etc/yum.conf"], cancel);

    /// <inheritdoc/>
    public override PackageCommand Command(PackageJob job)
    {
        var what = job.File.IsGiven ? job.File.Value : job.Version is { } version ? $"{Epoch(version)}{job.Name}-{version[(version.IndexOf(':') + 1)..]}" : job.Name;
        return job.Action switch
        {
            PackageAction.UpdateLists => new(["yum", "--quiet", "makecache"], null),
            PackageAction.Hold => new([.. Change, "versionlock", "add"], job.Name),
            PackageAction.Unhold => new([.. Change, "versionlock", "delete"], job.Name),
            PackageAction.Remove => new([.. Change, "--setopt=clean_requirements_on_remove=0", "remove"], job.Name),
            PackageAction.Upgrade => new([.. Change, "update"], job.Name),

            // It does not take an older version for something to install.
            PackageAction.ChangeVersion when PackageVersion.Compare(job.Version!, job.From!) < 0 => new([.. Change, "downgrade"], what),
            _ => new([.. Change, "install"], what),
        };
    }

    /// <inheritdoc/>
    protected override async ValueTask<Func<string, bool>> HeldAsync(ISystemReader system, CancellationToken cancel)
    {
        var lines = await LinesAsync(system, "/etc/yum/pluginconf.d/versionlock.list", cancel).ConfigureAwait(false);
        return name => lines.Any(line => VersionLock.Names(line, name));
    }

    // yum has the epoch before the name.
    private static string Epoch(string version) => version[..(version.IndexOf(':') + 1)];
}
