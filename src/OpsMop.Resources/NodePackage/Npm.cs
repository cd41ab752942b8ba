using System.Text.Json;

namespace OpsMop;

/// <summary>npm in a folder. What is installed stands in the packages' own files, so that looking starts no Node.js.</summary>
/// <param name="prefix">The folder.</param>
internal sealed class Npm(AbsolutePath prefix) : PackageManager
{
    private static readonly string[] Quiet = ["--no-fund", "--no-audit", "--no-update-notifier", "--loglevel=error", "--logs-max=0"];

    /// <inheritdoc/>
    public override string Name => "npm";

    /// <inheritdoc/>
    public override string Key => $"node-package:{prefix}:";

    /// <inheritdoc/>
    public override string[] Traces => [prefix.Value, prefix.Value + "/*"];

    /// <inheritdoc/>
    public override string NoHold => "npm holds no packages. Leave out .Hold().";

    /// <inheritdoc/>
    public override bool HasLists => false;

    /// <summary>What the registry calls the latest comes first, whatever its number.</summary>
    /// <inheritdoc/>
    public override bool OffersAreSorted => true;

    /// <inheritdoc/>
    public override async ValueTask<Dictionary<string, PackageStatus>> InstalledAsync(ISystemReader system, IReadOnlyList<string> names, CancellationToken cancel)
    {
        var all = new Dictionary<string, PackageStatus>(StringComparer.Ordinal);
        foreach (var name in names)
        {
            var file = prefix / "lib/node_modules" / name / "package.json";
            if (await system.StatAsync(file, follow: true, cancel).ConfigureAwait(false) is not null
                && Describe(await system.ReadAsync(file, cancel).ConfigureAwait(false)) is { Version.Length: > 0 } found)
            {
                all[name] = new PackageStatus(found.Version);
            }
        }

        return all;
    }

    /// <inheritdoc/>
    public override async ValueTask<Dictionary<string, List<string>>> OffersAsync(ISystemReader system, IReadOnlyList<string> names, CancellationToken cancel)
    {
        var all = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        foreach (var name in names)
        {
            var result = await QueryAsync(system, cancel, ["npm", "view", "--json", .. Quiet, "--", name, "versions", "dist-tags.latest"]).ConfigureAwait(false);
            if (!result.Succeeded)
            {
                if (result.Error.Contains("E404", StringComparison.Ordinal))
                {
                    continue;
                }

                throw SystemTool.Failure("npm view " + name, result with { Output = "" });
            }

            // One version alone is no list.
            using var document = JsonDocument.Parse(result.Output);
            var versions = document.RootElement.GetProperty("versions");
            List<string> offered = versions.ValueKind == JsonValueKind.Array
                ? [.. versions.EnumerateArray().Select(version => version.GetString()!)]
                : [versions.GetString()!];
            offered.Reverse();
            if (document.RootElement.TryGetProperty("dist-tags.latest", out var latest))
            {
                offered.Insert(0, latest.GetString()!);
            }

            all[name] = offered;
        }

        return all;
    }

    /// <inheritdoc/>
    public override async ValueTask<(ProcessResult Result, string Name, string Version)> LookIntoAsync(ISystemReader system, AbsolutePath file, CancellationToken cancel)
    {
        var result = await QueryAsync(system, cancel, "tar", "-xzOf", file.Value, "package/package.json").ConfigureAwait(false);
        var (name, version) = result.Succeeded ? Describe(System.Text.Encoding.UTF8.GetBytes(result.Output)) : ("", "");
        return (result, name, version);
    }

    /// <summary>What comes before a release has a dash.</summary>
    /// <inheritdoc/>
    public override string Comparable(string version) => version.Replace('-', '~');

    /// <inheritdoc/>
    public override PackageCommand Command(PackageJob job) => job.Action switch
    {
        PackageAction.Remove => new(["npm", "uninstall", "--global", "--prefix", prefix.Value, .. Quiet, "--"], job.Name),
        _ => new(["npm", "install", "--global", "--prefix", prefix.Value, .. Quiet, "--"], job.File.IsGiven ? job.File.Value : $"{job.Name}@{job.Version ?? "latest"}"),
    };

    /// <inheritdoc/>
    protected override string Missing(string program) =>
        $"There is no program {program} on this host. Debian's package npm has it: declare host.Package(\"npm\") above.";

    private static (string Name, string Version) Describe(ReadOnlyMemory<byte> json)
    {
        using var document = JsonDocument.Parse(json);
        return (Text("name"), Text("version"));

        string Text(string property) => document.RootElement.TryGetProperty(property, out var value) ? value.GetString() ?? "" : "";
    }
}
