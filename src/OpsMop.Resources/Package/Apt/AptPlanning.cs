using OpsMop.Parsing;

namespace OpsMop;

/// <summary>Plans packages together: one question to dpkg, one to apt where something is to be installed, and one transaction of each kind.</summary>
internal sealed class AptPlanning
{
    private readonly IReadOnlyList<BatchItem<PackageResource>> _batch;
    private readonly PackageStatus?[] _have;
    private readonly AptTransaction _update = new("update");
    private readonly AptTransaction _install = new("install");
    private readonly AptTransaction _installBare = new("install", "--no-install-recommends");
    private readonly AptTransaction _remove = new("remove");
    private readonly AptTransaction _purge = new("purge");
    private readonly MarkTransaction _hold = new("hold");
    private readonly MarkTransaction _unhold = new("unhold");
    private readonly List<string> _removed = [];
    private Plan? _removal;
    private Task<Dictionary<string, PackageStatus>>? _installed;
    private Task<Dictionary<string, PackageStatus>>? _provided;
    private Task<Dictionary<string, AptCandidate>>? _candidates;

    public AptPlanning(IReadOnlyList<BatchItem<PackageResource>> batch)
    {
        _batch = batch;
        _have = new PackageStatus?[batch.Count];
    }

    /// <summary>Finds out what is installed.</summary>
    /// <param name="cancel">Cancels the questions.</param>
    public async ValueTask LookAsync(CancellationToken cancel)
    {
        for (var i = 0; i < _batch.Count; i++)
        {
            var name = _batch[i].Want.Package;
            _have[i] = await _batch[i].Plan.System.ObserveAsync(
                "package:" + name,
                async (system, stop) => (await (_installed ??= Dpkg.StatusAsync(system, Names(), stop).AsTask()).ConfigureAwait(false)).GetValueOrDefault(name),
                cancel).ConfigureAwait(false);
        }
    }

    /// <summary>Adds what has to change.</summary>
    /// <param name="cancel">Cancels the questions.</param>
    public async ValueTask AddChangesAsync(CancellationToken cancel)
    {
        for (var i = 0; i < _batch.Count; i++)
        {
            var (want, plan) = _batch[i];
            if (want.Absent)
            {
                AddRemoval(want, plan, _have[i]);
            }
            else if (want.File.IsGiven)
            {
                await AddFileAsync(want, plan, _have[i], cancel).ConfigureAwait(false);
            }
            else
            {
                await AddInstallationAsync(want, plan, _have[i], cancel).ConfigureAwait(false);
            }
        }

        if (_removal is not null)
        {
            await TellCompanionsAsync(_removal, cancel).ConfigureAwait(false);
        }
    }

    // What needs a package that is removed goes with it, and who removes it must know before.
    private async ValueTask TellCompanionsAsync(Plan plan, CancellationToken cancel)
    {
        var simulated = await SystemTool.QueryAsync(plan.System, cancel, ["apt-get", "--simulate", "--quiet", "remove", "--", .. _removed]).ConfigureAwait(false);
        var others = new List<string>();
        foreach (var line in simulated.Output.Split('\n'))
        {
            if (line.Split(' ') is ["Remv", var name, ..] && !_removed.Contains(name))
            {
                others.Add(name);
            }
        }

        if (others.Count > 0)
        {
            plan.Say($"{string.Join(", ", _removed)}: what needs it is removed too: {string.Join(", ", others)}.");
        }
    }

    private void AddRemoval(PackageResource want, Plan plan, PackageStatus? have)
    {
        var effects = new Effects().Sets("package:" + want.Package, null);
        var isThere = have is { IsInstalled: true } or { IsHalfInstalled: true };
        if (want.Purge && have is not null)
        {
            plan.Change("purge", isThere ? have.Version : "its configuration", null, _purge.With(want.Package), effects);
        }
        else if (isThere)
        {
            plan.Change("remove", have!.Version, null, _remove.With(want.Package), effects);
        }

        if (isThere)
        {
            // To declare a package absent is to let go of it.
            if (have!.IsHeld)
            {
                (want.Purge ? _purge : _remove).Add("--allow-change-held-packages");
            }

            _removal ??= plan;
            _removed.Add(want.Package);
        }
    }

    private async ValueTask AddFileAsync(PackageResource want, Plan plan, PackageStatus? have, CancellationToken cancel)
    {
        var version = await PackageFile.VersionAsync(plan, want.File, want.Package, string.Equals, Dpkg.LookIntoAsync, cancel).ConfigureAwait(false);
        if (have is { IsInstalled: true } && have.Version == version)
        {
            AddHold(want, plan, have, have);
            return;
        }

        // What it needs, apt takes from its lists.
        var lists = want.UpdateCache.IsGiven ? await AptLists.ReadAsync(plan.System, cancel).ConfigureAwait(false) : null;
        var updates = want.UpdateCache.IsGiven && IsDue(want, lists);
        AddHold(want, plan, have, AddTransaction(want, plan, have is { IsInstalled: true } ? have : null, version, updates));
    }

    private async ValueTask AddInstallationAsync(PackageResource want, Plan plan, PackageStatus? have, CancellationToken cancel)
    {
        var name = want.Package;
        var installed = have is { IsInstalled: true };
        var after = have;
        if (want.Latest || !installed || (want.Version is { } wanted && !Matches(wanted, have!.Version)))
        {
            if (!installed && want.Version is null && await ProvidedAsync(plan, name, cancel).ConfigureAwait(false))
            {
                return;
            }

            var lists = await AptLists.ReadAsync(plan.System, cancel).ConfigureAwait(false);
            var updates = want.UpdateCache.IsGiven && IsDue(want, lists);
            var candidate = await CandidateAsync(plan, name, cancel).ConfigureAwait(false);
            var version = Choose(want, candidate);
            if (version is null && !updates)
            {
                throw await UnknownAsync(want, plan, candidate, lists, cancel).ConfigureAwait(false);
            }

            // Which version is newest is known after the update, so that apt is asked to look in any case.
            if (!installed || want.Version is not null || updates || version != have!.Version)
            {
                after = AddTransaction(want, plan, installed ? have : null, version, updates);
            }
        }

        AddHold(want, plan, have, after);
    }

    private static bool IsDue(PackageResource want, AptLists? lists) =>
        lists is null || lists.AreOutdated || DateTimeOffset.UtcNow - lists.Updated > want.UpdateCache.Value;

    private PackageStatus AddTransaction(PackageResource want, Plan plan, PackageStatus? have, string? version, bool updates)
    {
        var name = want.Package;
        if (updates)
        {
            plan.Change("update lists", null, null, _update.Transaction, new Effects().Sets(AptLists.Key, new AptLists(DateTimeOffset.UtcNow, false)));
        }

        var transaction = want.NoRecommends ? _installBare : _install;
        if (have is { IsHeld: true } && want.Hold is null)
        {
            throw new ProviderException($"{name} is held at {have.Version}. Add .Hold() to change its version and keep it there, or .Hold(false).");
        }

        if (have is { IsHeld: true })
        {
            transaction.Add("--allow-change-held-packages");
        }

        if ((want.Version is not null || want.File.IsGiven) && have is not null)
        {
            transaction.Add("--allow-downgrades");
        }

        // apt lets go of what it is told to change: a hold that is to stay is set again.
        var after = new PackageStatus(version ?? want.Version ?? "");
        var spec = want.File.IsGiven ? want.File.Value : want.Version is null ? name : $"{name}={version ?? want.Version}";
        plan.Change(
            have is null ? "install" : want.Latest ? "upgrade" : "change version",
            have?.Version,
            updates && want.Version is null && !want.File.IsGiven ? "the newest version" : version ?? want.Version,
            transaction.With(spec),
            new Effects().Sets("package:" + name, after).MayCreate(PackageTraces.Anywhere));
        return after;
    }

    private void AddHold(PackageResource want, Plan plan, PackageStatus? have, PackageStatus? after)
    {
        if (want.Hold is { } hold && (hold ? after is not { IsHeld: true } : have is { IsHeld: true }))
        {
            plan.Change(
                hold ? "hold" : "unhold",
                hold ? null : "held",
                hold ? "held" : null,
                (hold ? _hold : _unhold).With(want.Package),
                new Effects().Sets("package:" + want.Package, (after ?? new PackageStatus("")) with { IsHeld = hold }));
        }
    }

    private async ValueTask<bool> ProvidedAsync(Plan plan, string name, CancellationToken cancel) =>
        await CandidateAsync(plan, name, cancel).ConfigureAwait(false) is { Version: null }
        && (await (_provided ??= Dpkg.ProvidedAsync(plan.System, cancel).AsTask()).ConfigureAwait(false)).ContainsKey(name);

    private ValueTask<AptCandidate?> CandidateAsync(Plan plan, string name, CancellationToken cancel) => plan.System.ObserveAsync(
        CandidateKey(name),
        async (system, stop) =>
        {
            var all = await (_candidates ??= AskAptAsync(system, stop)).ConfigureAwait(false);
            return all.GetValueOrDefault(name);
        },
        cancel);

    private static string CandidateKey(string name) => "apt-candidate:" + name;

    private async Task<Dictionary<string, AptCandidate>> AskAptAsync(ISystemReader system, CancellationToken cancel)
    {
        var result = await SystemTool.QueryAsync(system, cancel, ["apt-cache", "policy", .. Names()]).ConfigureAwait(false);
        return result.Succeeded ? AptCandidate.Parse(result.Output) : throw SystemTool.Failure("apt-cache policy", result);
    }

    private static string? Choose(PackageResource want, AptCandidate? candidate)
    {
        if (want.Version is not { } wanted || candidate is null)
        {
            return candidate?.Version;
        }

        foreach (var version in candidate.Versions)
        {
            if (Matches(wanted, version))
            {
                return version;
            }
        }

        return null;
    }

    private static bool Matches(string wanted, string version) =>
        wanted[^1] == '*' ? version.AsSpan().StartsWith(wanted.AsSpan(0, wanted.Length - 1)) : wanted == version;

    private static async ValueTask<ProviderException> UnknownAsync(PackageResource want, Plan plan, AptCandidate? candidate, AptLists? lists, CancellationToken cancel)
    {
        // What apt does not know, no other package brings: a neighbour that is installed before leaves no doubt.
        var name = want.Package;
        var key = CandidateKey(name);
        if (want.Version is { } version && candidate is { Versions: { Count: > 0 } versions })
        {
            return new ProviderException($"apt knows no version {version} of {name}; it knows {string.Join(", ", versions)}.") { RestsOn = key };
        }

        if (lists is null)
        {
            return new ProviderException($"apt has no lists of packages yet, so that {name} is not known. Add .UpdateCache(\"1d\").");
        }

        if (candidate is not null)
        {
            var shown = await SystemTool.QueryAsync(plan.System, cancel, "apt-cache", "showpkg", name).ConfigureAwait(false);
            var real = ProvidersIn(shown.Output);
            return new ProviderException(real.Count > 0
                ? $"{name} is no package but a name that several packages provide: {string.Join(", ", real)}. Name one of them."
                : $"apt knows the name {name}, but no version that can be installed. Correct the name, or add the source that has it.");
        }

        var known = await SystemTool.QueryAsync(plan.System, cancel, "apt-cache", "pkgnames", name[..1]).ConfigureAwait(false);
        var outdated = lists.AreOutdated ? " The sources have changed since apt's lists were fetched: add .UpdateCache(\"1d\")." : "";
        return new ProviderException($"no package \"{name}\" is known to apt.{Suggestion.DidYouMean(name, known.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries))}{outdated}") { RestsOn = key };
    }

    private static List<string> ProvidersIn(string showpkg)
    {
        const string Heading = "Reverse Provides:";
        var names = new List<string>();
        var start = showpkg.IndexOf(Heading, StringComparison.Ordinal);
        if (start >= 0)
        {
            foreach (var line in showpkg[(start + Heading.Length)..].Split('\n', StringSplitOptions.RemoveEmptyEntries))
            {
                var name = line.Trim().Split(' ')[0];
                if (name.Length > 0 && !names.Contains(name))
                {
                    names.Add(name);
                }
            }
        }

        names.Sort(StringComparer.Ordinal);
        return names;
    }

    private IEnumerable<string> Names()
    {
        foreach (var item in _batch)
        {
            yield return item.Want.Package;
        }
    }
}
