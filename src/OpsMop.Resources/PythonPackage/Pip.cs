namespace OpsMop;

/// <summary>pip in a virtual environment. What is installed stands in the environment's folders, so that looking starts no Python.</summary>
/// <param name="environment">The virtual environment.</param>
internal sealed class Pip(AbsolutePath environment) : PackageManager
{
    private readonly string _python = (environment / "bin/python").Value;

    /// <inheritdoc/>
    public override string Name => "pip";

    /// <inheritdoc/>
    public override string Key => $"python-package:{environment}:";

    /// <inheritdoc/>
    public override string[] Traces => [environment.Value, environment.Value + "/*"];

    /// <inheritdoc/>
    public override string NoHold => "pip holds no packages. Leave out .Hold().";

    /// <summary>What has to be there before anything can be installed is the environment.</summary>
    /// <inheritdoc/>
    public override string ListsKey => $"python-environment:{environment}";

    /// <inheritdoc/>
    public override string[] ListsTraces => Traces;

    /// <inheritdoc/>
    public override string UpdateAction => "make the virtual environment";

    /// <inheritdoc/>
    public override bool FetchesLists => true;

    /// <inheritdoc/>
    public override bool TakesPatterns => true;

    /// <inheritdoc/>
    public override async ValueTask<PackageLists?> ListsAsync(ISystemReader system, CancellationToken cancel) =>
        await system.StatAsync(_python, follow: true, cancel).ConfigureAwait(false) is { } python ? new PackageLists(python.Modified, false) : null;

    /// <inheritdoc/>
    public override async ValueTask<Dictionary<string, PackageStatus>> InstalledAsync(ISystemReader system, IReadOnlyList<string> names, CancellationToken cancel)
    {
        var all = new Dictionary<string, PackageStatus>(StringComparer.Ordinal);
        foreach (var python in await ListAsync(environment / "lib").ConfigureAwait(false))
        {
            // "opsmop_wheel-1.0.dist-info"; what was installed without a wheel, "old-1.0-py3.11.egg-info".
            foreach (var entry in await ListAsync(environment / "lib" / python / "site-packages").ConfigureAwait(false))
            {
                if ((entry.EndsWith(".dist-info", StringComparison.Ordinal) || entry.EndsWith(".egg-info", StringComparison.Ordinal))
                    && entry[..entry.LastIndexOf('.')].Split('-') is [var project, var version, ..])
                {
                    foreach (var name in names.Where(name => Normal(name) == Normal(project)))
                    {
                        all[name] = new PackageStatus(version);
                    }
                }
            }
        }

        return all;

        async ValueTask<IReadOnlyList<string>> ListAsync(AbsolutePath folder) =>
            await system.StatAsync(folder, follow: true, cancel).ConfigureAwait(false) is { IsDirectory: true }
                ? await system.ListAsync(folder, cancel).ConfigureAwait(false) : [];
    }

    /// <inheritdoc/>
    public override async ValueTask<Dictionary<string, List<string>>> OffersAsync(ISystemReader system, IReadOnlyList<string> names, CancellationToken cancel)
    {
        if (await system.StatAsync(_python, follow: true, cancel).ConfigureAwait(false) is null)
        {
            throw new UnknownValueException(environment.Value, "what makes the virtual environment");
        }

        var all = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        foreach (var name in names)
        {
            // "Available versions: 2.0, 1.0", without those that are not yet released.
            const string Mark = "Available versions: ";
            string[] ask = [_python, "-m", "pip", "--disable-pip-version-check", "--no-input", "index", "versions", "--", name];
            var result = await QueryAsync(system, cancel, ask).ConfigureAwait(false);
            if (!result.Succeeded && !result.Error.Contains("No matching distribution", StringComparison.Ordinal))
            {
                throw SystemTool.Failure("pip index versions " + name, result);
            }

            if (result.Output.Split('\n').FirstOrDefault(line => line.StartsWith(Mark, StringComparison.Ordinal)) is { } line)
            {
                all[name] = [.. line[Mark.Length..].Split(',', StringSplitOptions.TrimEntries)];
            }
        }

        return all;
    }

    /// <inheritdoc/>
    public override bool OffersAreSorted => true;

    /// <inheritdoc/>
    public override ValueTask<(ProcessResult Result, string Name, string Version)> LookIntoAsync(ISystemReader system, AbsolutePath file, CancellationToken cancel)
    {
        // A wheel says in its name what it is, and pip goes by that.
        var wheel = file.Name.Split('-');
        return new(file.Name.EndsWith(".whl", StringComparison.Ordinal) && wheel.Length >= 5
            ? (ProcessResult.Success, wheel[0], wheel[1])
            : throw new ProviderException($"{file} is no wheel: those are named NAME-VERSION-PYTHON-ABI-PLATFORM.whl."));
    }

    /// <inheritdoc/>
    public override bool IsNamed(string name, string other) => Normal(name) == Normal(other);

    /// <inheritdoc/>
    public override PackageCommand Command(PackageJob job) => job.Action switch
    {
        PackageAction.UpdateLists => new(["python3", "-m", "venv", environment.Value], null),
        PackageAction.Remove => new([.. Run("uninstall"), "--yes", "--"], job.Name),
        PackageAction.Upgrade => new([.. Run("install"), "--upgrade", "--"], job.Name),
        _ => new([.. Run("install"), "--"], job.File.IsGiven ? job.File.Value : job.Version is { } version ? $"{job.Name}=={version}" : job.Name),
    };

    /// <inheritdoc/>
    protected override string Missing(string program) =>
        $"There is no program {program} on this host. Debian's package python3-venv brings what is needed: declare host.Package(\"python3-venv\") above.";

    private string[] Run(string command) => [_python, "-m", "pip", "--disable-pip-version-check", "--no-input", "--quiet", command];

    // Dashes, dots and underscores are one to Python.
    private static string Normal(string name) => name.ToLowerInvariant().Replace('_', '-').Replace('.', '-');
}
