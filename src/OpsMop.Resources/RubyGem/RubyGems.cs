namespace OpsMop;

/// <summary>gem in a folder of gems. What is installed stands in the folder's specifications, so that looking starts no Ruby.</summary>
/// <param name="folder">The folder.</param>
/// <param name="wishes">What is wanted: of several versions side by side, the one that is wanted counts.</param>
internal sealed class RubyGems(AbsolutePath folder, IReadOnlyList<PackageWish> wishes) : PackageManager
{
    /// <inheritdoc/>
    public override string Name => "gem";

    /// <inheritdoc/>
    public override string Key => $"ruby-gem:{folder}:";

    /// <inheritdoc/>
    public override string[] Traces => [folder.Value, folder.Value + "/*"];

    /// <inheritdoc/>
    public override string NoHold => "gem holds no gems. Leave out .Hold().";

    /// <inheritdoc/>
    public override bool HasLists => false;

    // With a home that is not there, gem keeps no copy of the lists that it reads to answer a question.
    /// <inheritdoc/>
    protected override IReadOnlyDictionary<string, string> Environment { get; } = new Dictionary<string, string>
    {
        ["LC_ALL"] = "C",
        ["HOME"] = "/nonexistent",
        ["GEM_HOME"] = folder.Value,
        ["GEM_PATH"] = folder.Value,
    };

    /// <inheritdoc/>
    public override async ValueTask<Dictionary<string, PackageStatus>> InstalledAsync(ISystemReader system, IReadOnlyList<string> names, CancellationToken cancel)
    {
        var all = new Dictionary<string, PackageStatus>(StringComparer.Ordinal);
        var specifications = folder / "specifications";
        if (await system.StatAsync(specifications, follow: true, cancel).ConfigureAwait(false) is not { IsDirectory: true })
        {
            return all;
        }

        foreach (var entry in await system.ListAsync(specifications, cancel).ConfigureAwait(false))
        {
            foreach (var want in wishes)
            {
                if (VersionIn(entry, want.Name, ".gemspec") is { } version
                    && (!all.TryGetValue(want.Name, out var other) || IsBetter(want, version, other.Version)))
                {
                    all[want.Name] = new PackageStatus(version);
                }
            }
        }

        return all;
    }

    /// <inheritdoc/>
    public override async ValueTask<Dictionary<string, List<string>>> OffersAsync(ISystemReader system, IReadOnlyList<string> names, CancellationToken cancel)
    {
        // "opsmop-gem (2.0, 1.0)", for some versions with the platforms behind: "nokogiri (1.16.0 ruby java x86_64-linux, 1.15.5 ruby)".
        var pattern = $"^({string.Join('|', names.Select(System.Text.RegularExpressions.Regex.Escape))})$";
        var result = await QueryAsync(system, cancel, "gem", "list", "--remote", "--all", pattern).ConfigureAwait(false);
        if (!result.Succeeded)
        {
            throw SystemTool.Failure("gem list --remote", result);
        }

        var all = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        foreach (var line in result.Output.Split('\n'))
        {
            if (line.IndexOf(" (", StringComparison.Ordinal) is > 0 and var at && line.EndsWith(')'))
            {
                all[line[..at]] = [.. line[(at + 2)..^1].Split(", ").Select(version => version.Split(' ')[0])];
            }
        }

        return all;
    }

    /// <inheritdoc/>
    public override ValueTask<(ProcessResult Result, string Name, string Version)> LookIntoAsync(ISystemReader system, AbsolutePath file, CancellationToken cancel)
    {
        // gem names its files after what is in them.
        foreach (var want in wishes)
        {
            if (want.File == file && VersionIn(file.Name, want.Name, ".gem") is { } version)
            {
                return new((ProcessResult.Success, want.Name, version));
            }
        }

        throw new ProviderException($"{file} is not named as gems are: NAME-VERSION.gem, with the name of the gem that is declared.");
    }

    /// <inheritdoc/>
    public override PackageCommand Command(PackageJob job) => job.Action switch
    {
        PackageAction.Remove => new(["gem", "uninstall", "--all", "--executables"], job.Name),
        _ when job.File.IsGiven => new(["gem", "install", "--no-document"], job.File.Value),
        _ => new(["gem", "install", "--no-document"], job.Version is { } version ? $"{job.Name}:{version}" : job.Name),
    };

    /// <inheritdoc/>
    protected override string Missing(string program) =>
        $"There is no program {program} on this host. Debian's package ruby has it: declare host.Package(\"ruby\") above.";

    private bool IsBetter(PackageWish want, string version, string other)
    {
        var wanted = want.Version ?? (want.File.IsGiven ? VersionIn(want.File.Name, want.Name, ".gem") : null);
        return wanted is not null && Matches(wanted, version) != Matches(wanted, other)
            ? Matches(wanted, version)
            : PackageVersion.Compare(version, other) > 0;
    }

    // "nokogiri-1.16.0-x86_64-linux.gemspec"
    private static string? VersionIn(string file, string name, string ending)
    {
        if (!file.StartsWith(name + "-", StringComparison.Ordinal) || !file.EndsWith(ending, StringComparison.Ordinal))
        {
            return null;
        }

        var version = file[(name.Length + 1)..^ending.Length].Split('-')[0];
        return version.Length > 0 && char.IsAsciiDigit(version[0]) ? version : null;
    }
}
