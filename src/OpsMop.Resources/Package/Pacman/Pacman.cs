namespace OpsMop;

/// <summary>pacman. It fails at once where another holds its lock.</summary>
internal sealed class Pacman : PackageManager
{
    /// <inheritdoc/>
    public override string Name => "pacman";

    /// <inheritdoc/>
    public override string NoHold => "pacman holds no packages by a command. Leave out .Hold(), and name the package in IgnorePkg of /etc/pacman.conf.";

    /// <inheritdoc/>
    public override string? NoPurge => null;

    /// <inheritdoc/>
    public override async ValueTask<Dictionary<string, PackageStatus>> InstalledAsync(ISystemReader system, IReadOnlyList<string> names, CancellationToken cancel)
    {
        // It ends with 1 where some are not installed, and names those on standard error.
        var result = await QueryAsync(system, cancel, ["pacman", "--query", "--", .. names]).ConfigureAwait(false);
        var all = new Dictionary<string, PackageStatus>(StringComparer.Ordinal);
        foreach (var line in result.Output.Split('\n'))
        {
            if (line.Split(' ') is [var name, var version])
            {
                all[name] = new PackageStatus(version);
            }
        }

        return all;
    }

    /// <inheritdoc/>
    public override async ValueTask<Dictionary<string, List<string>>> OffersAsync(ISystemReader system, IReadOnlyList<string> names, CancellationToken cancel)
    {
        // "Name            : nginx", "Version         : 1.28.0-1". Of several repositories the first counts, for pacman too.
        var result = await QueryAsync(system, cancel, ["pacman", "--sync", "--info", "--", .. names]).ConfigureAwait(false);
        var all = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        var name = "";
        foreach (var line in result.Output.Split('\n'))
        {
            var colon = line.IndexOf(" : ", StringComparison.Ordinal);
            switch (colon > 0 ? line[..colon].TrimEnd() : "")
            {
                case "Name":
                    name = line[(colon + 3)..];
                    break;
                case "Version":
                    all.TryAdd(name, [line[(colon + 3)..]]);
                    break;
            }
        }

        return all;
    }

    /// <inheritdoc/>
    public override async ValueTask<IReadOnlyList<string>> NamesAsync(ISystemReader system, string name, CancellationToken cancel) =>
        (await QueryAsync(system, cancel, "pacman", "--sync", "--list", "--quiet").ConfigureAwait(false)).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <inheritdoc/>
    public override ValueTask<PackageLists?> ListsAsync(ISystemReader system, CancellationToken cancel) => PackageLists.FindAsync(
        system, "/var/lib/pacman/sync", name => name.EndsWith(".db", StringComparison.Ordinal), ["/etc/pacman.conf", "/etc/pacman.d/mirrorlist"], cancel);

    /// <inheritdoc/>
    public override async ValueTask<(ProcessResult Result, string Name, string Version)> LookIntoAsync(ISystemReader system, AbsolutePath file, CancellationToken cancel)
    {
        var result = await QueryAsync(system, cancel, "pacman", "--query", "--file", "--", file.Value).ConfigureAwait(false);
        return result.Output.Trim().Split(' ') is [var name, var version] ? (result, name, version) : (result, "", "");
    }

    /// <summary>A version may leave out its epoch and its release.</summary>
    /// <inheritdoc/>
    public override bool Matches(string wanted, string version) =>
        base.Matches(wanted, version) || (wanted[^1] != '*' && !wanted.Contains('-') && version.LastIndexOf('-') is > 0 and var dash && wanted == version[..dash]);

    /// <inheritdoc/>
    public override PackageCommand Command(PackageJob job) => job.Action switch
    {
        PackageAction.UpdateLists => new(["pacman", "--sync", "--refresh", "--noconfirm"], null),

        // It keeps what was changed of a package's configuration beside it, as FILE.pacsave, unless it is told not to.
        PackageAction.Remove => new(["pacman", "--remove", "--noconfirm", "--"], job.Name),
        PackageAction.Purge => new(["pacman", "--remove", "--nosave", "--noconfirm", "--"], job.Name),
        _ when job.File.IsGiven => new(["pacman", "--upgrade", "--noconfirm", "--"], job.File.Value),
        _ => new(["pacman", "--sync", "--needed", "--noconfirm", "--"], job.Name),
    };

    /// <inheritdoc/>
    protected override bool IsLocked(ProcessResult result) => result.Error.Contains("unable to lock database", StringComparison.Ordinal);
}
