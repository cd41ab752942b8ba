using System.Text.Json;

namespace OpsMop;

/// <summary>Homebrew's formulae. It runs as the user that Homebrew belongs to, because it refuses to run as root.</summary>
internal sealed class Brew : PackageManager
{
    private static readonly AbsolutePath[] Places = ["/opt/homebrew/bin/brew", "/usr/local/bin/brew", "/home/linuxbrew/.linuxbrew/bin/brew"];

    private string? _owner;
    private AbsolutePath _program;

    /// <inheritdoc/>
    public override string Name => "brew";

    /// <inheritdoc/>
    public override string NoFile => "brew installs formulae from taps only, not from a file. Leave out .File(…).";

    /// <inheritdoc/>
    public override bool FetchesLists => true;

    /// <inheritdoc/>
    protected override IReadOnlyDictionary<string, string> Environment { get; } = new Dictionary<string, string>
    {
        ["LC_ALL"] = "C",
        ["NONINTERACTIVE"] = "1",
        ["HOMEBREW_NO_AUTO_UPDATE"] = "1",
        ["HOMEBREW_NO_ANALYTICS"] = "1",
        ["HOMEBREW_NO_ENV_HINTS"] = "1",
        ["HOMEBREW_NO_INSTALL_UPGRADE"] = "1",
    };

    /// <inheritdoc/>
    public override async ValueTask<Dictionary<string, PackageStatus>> InstalledAsync(ISystemReader system, IReadOnlyList<string> names, CancellationToken cancel)
    {
        // "jq 1.7.1", with all versions that are there, the newest last; it ends with 1 where some are not installed.
        var result = await QueryAsync(system, cancel, ["brew", "list", "--formula", "--versions", .. names]).ConfigureAwait(false);
        var pinned = (await QueryAsync(system, cancel, "brew", "list", "--pinned").ConfigureAwait(false)).Output.Split('\n');
        var all = new Dictionary<string, PackageStatus>(StringComparer.Ordinal);
        foreach (var line in result.Output.Split('\n'))
        {
            if (line.Split(' ') is [var name, .., var version])
            {
                all[name] = new PackageStatus(version) { IsHeld = pinned.Contains(name) };
            }
        }

        // A formula of a tap is named with it, and listed without.
        foreach (var full in names)
        {
            if (full.LastIndexOf('/') is > 0 and var slash && all.TryGetValue(full[(slash + 1)..], out var status))
            {
                all[full] = status;
            }
        }

        return all;
    }

    /// <inheritdoc/>
    public override async ValueTask<Dictionary<string, List<string>>> OffersAsync(ISystemReader system, IReadOnlyList<string> names, CancellationToken cancel)
    {
        var all = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        if (!await AskAsync(names).ConfigureAwait(false))
        {
            // One that it does not know, and it says nothing of the others.
            foreach (var name in names.Count > 1 ? names : [])
            {
                await AskAsync([name]).ConfigureAwait(false);
            }
        }

        return all;

        async ValueTask<bool> AskAsync(IReadOnlyList<string> some)
        {
            var result = await QueryAsync(system, cancel, ["brew", "info", "--json=v2", "--formula", .. some]).ConfigureAwait(false);
            if (!result.Succeeded)
            {
                return false;
            }

            using var document = JsonDocument.Parse(result.Output);
            foreach (var formula in document.RootElement.GetProperty("formulae").EnumerateArray())
            {
                var revision = formula.GetProperty("revision").GetInt32();
                var version = formula.GetProperty("versions").GetProperty("stable").GetString() + (revision > 0 ? $"_{revision}" : "");
                string?[] called =
                [
                    formula.GetProperty("name").GetString(), formula.GetProperty("full_name").GetString(),
                    .. formula.GetProperty("aliases").EnumerateArray().Select(alias => alias.GetString()),
                ];
                foreach (var name in called)
                {
                    all[name!] = [version];
                }
            }

            return true;
        }
    }

    /// <inheritdoc/>
    public override async ValueTask<IReadOnlyList<string>> NamesAsync(ISystemReader system, string name, CancellationToken cancel) =>
        (await QueryAsync(system, cancel, "brew", "formulae").ConfigureAwait(false)).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <inheritdoc/>
    public override async ValueTask<PackageLists?> ListsAsync(ISystemReader system, CancellationToken cancel)
    {
        var cache = (AbsolutePath)(await QueryAsync(system, cancel, "brew", "--cache").ConfigureAwait(false)).Output.Trim();
        return await PackageLists.FindAsync(system, cache / "api", name => name.EndsWith(".jws.json", StringComparison.Ordinal), [], cancel).ConfigureAwait(false);
    }

    /// <summary><c>1.7.1_2</c> is revision 2.</summary>
    /// <inheritdoc/>
    public override string Comparable(string version) => version.Replace('_', '-');

    /// <inheritdoc/>
    public override PackageCommand Command(PackageJob job) => job.Action switch
    {
        PackageAction.UpdateLists => new(["brew", "update", "--quiet"], null),
        PackageAction.Hold => new(["brew", "pin"], job.Name),
        PackageAction.Unhold => new(["brew", "unpin"], job.Name),
        PackageAction.Remove => new(["brew", "uninstall", "--formula"], job.Name),
        PackageAction.Install => new(["brew", "install", "--formula", "--quiet"], job.Name),
        _ => new(["brew", "upgrade", "--formula", "--quiet"], job.Name),
    };

    /// <inheritdoc/>
    protected override async ValueTask<ProcessRequest> RequestAsync(ISystemReader system, IReadOnlyList<string> arguments, CancellationToken cancel)
    {
        var program = await FindAsync(system, cancel).ConfigureAwait(false);
        return new ProcessRequest([program.Value, .. arguments.Skip(1)]) { Environment = Environment, User = _owner };
    }

    /// <inheritdoc/>
    protected override bool IsLocked(ProcessResult result) => result.Error.Contains("process is already in progress", StringComparison.Ordinal);

    // Its program is a link or a script in a tree that belongs to one user.
    private async ValueTask<AbsolutePath> FindAsync(ISystemReader system, CancellationToken cancel)
    {
        if (_program.IsGiven)
        {
            return _program;
        }

        foreach (var place in Places)
        {
            if (await system.StatAsync(place, follow: true, cancel).ConfigureAwait(false) is { } status)
            {
                _owner = status.Owner is "root" ? null : status.Owner;
                return _program = place;
            }
        }

        throw new ProviderException(
            "Homebrew is not installed on this host: there is no brew in /opt/homebrew/bin, /usr/local/bin or /home/linuxbrew/.linuxbrew/bin. "
            + "Install it first, as its user.");
    }
}
