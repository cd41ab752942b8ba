using OpsMop.Parsing;

namespace OpsMop;

/// <summary>Plans packages together: one question for what is installed, one for what can be had where something is to be installed, and one run of each kind.</summary>
internal sealed class PackagePlanning
{
    private readonly PackageManager _manager;
    private readonly IReadOnlyList<PackageWish> _wishes;
    private readonly string[] _names;
    private readonly PackageTransactions _transactions;
    private readonly Dictionary<PackageWish, string> _along = [];
    private readonly List<string> _removed = [];
    private string[] _wanting = [];
    private Plan? _removal;
    private Task<Dictionary<string, PackageStatus>>? _installed;
    private Task<Dictionary<string, List<string>>>? _offers;

    private PackagePlanning(PackageManager manager, IReadOnlyList<PackageWish> wishes)
    {
        _manager = manager;
        _wishes = wishes;
        _names = [.. wishes.Select(wish => wish.Name).Distinct()];
        _transactions = new PackageTransactions(manager);
    }

    /// <summary>Plans neighbours.</summary>
    /// <param name="manager">Their package manager.</param>
    /// <param name="wishes">What is wanted, in the order of the policy.</param>
    /// <param name="cancel">Cancels the planning.</param>
    public static ValueTask PlanAsync(PackageManager manager, IEnumerable<PackageWish> wishes, CancellationToken cancel) =>
        new PackagePlanning(manager, [.. wishes]).PlanAsync(cancel);

    private async ValueTask PlanAsync(CancellationToken cancel)
    {
        // All are looked at before the first change is planned: the answer for a neighbour must not be one from between the two.
        var have = new PackageStatus?[_wishes.Count];
        for (var i = 0; i < have.Length; i++)
        {
            have[i] = await LookAsync(_wishes[i], cancel).ConfigureAwait(false);
        }

        _wanting = [.. _wishes.Where((want, i) => !want.Absent && !want.File.IsGiven && NeedsOffer(want, have[i])).Select(want => want.Name).Distinct()];
        for (var i = 0; i < have.Length; i++)
        {
            var want = _wishes[i];
            if (want.Absent)
            {
                AddRemoval(want, have[i]);
            }
            else if (want.File.IsGiven)
            {
                await AddFileAsync(want, have[i], cancel).ConfigureAwait(false);
            }
            else
            {
                await AddInstallationAsync(want, have[i], cancel).ConfigureAwait(false);
            }
        }

        if (_removal is not null && await _manager.CompanionsAsync(_removal.System, _removed, cancel).ConfigureAwait(false) is { Count: > 0 } others)
        {
            _removal.Say($"{string.Join(", ", _removed)}: what needs it is removed too: {string.Join(", ", others)}.");
        }
    }

    private ValueTask<PackageStatus?> LookAsync(PackageWish want, CancellationToken cancel) => want.Plan.System.ObserveAsync(
        _manager.Key + want.Name,
        async (system, stop) => (await (_installed ??= _manager.InstalledAsync(system, _names, stop).AsTask()).ConfigureAwait(false)).GetValueOrDefault(want.Name),
        cancel);

    private bool NeedsOffer(PackageWish want, PackageStatus? have) =>
        have is null || want.Latest || (want.Version is { } wanted && !_manager.Matches(wanted, have.Version));

    private void AddRemoval(PackageWish want, PackageStatus? have)
    {
        if (want.Purge && _manager.NoPurge is { } reason)
        {
            throw new ProviderException(reason);
        }

        if (have is null)
        {
            return;
        }

        // To declare a package absent is to let go of it.
        var job = new PackageJob(want.Purge ? PackageAction.Purge : PackageAction.Remove, want.Name) { From = have.Version };
        var (transaction, key) = _transactions.With(job);
        AddUnholding(want, have, key);
        want.Plan.Change(want.Purge ? "purge" : "remove", have.Version, null, transaction, new Effects().Sets(_manager.Key + want.Name, null));
        _removal ??= want.Plan;
        _removed.Add(want.Name);
    }

    private async ValueTask AddFileAsync(PackageWish want, PackageStatus? have, CancellationToken cancel)
    {
        if (_manager.NoFile is { } reason)
        {
            throw new ProviderException(reason);
        }

        var version = await PackageFile.VersionAsync(want.Plan, want.File, want.Name, _manager.IsNamed, _manager.LookIntoAsync, cancel).ConfigureAwait(false);
        var after = have;
        if (version != have?.Version)
        {
            if (_manager.HasLists && IsDue(want, await ListsAsync(want.Plan, cancel).ConfigureAwait(false)))
            {
                AddUpdate(want);
            }

            after = AddChange(want, have, version, want.File);
        }

        AddHold(want, have, after);
    }

    private async ValueTask AddInstallationAsync(PackageWish want, PackageStatus? have, CancellationToken cancel)
    {
        var after = have;
        if (NeedsOffer(want, have))
        {
            var lists = await ListsAsync(want.Plan, cancel).ConfigureAwait(false);
            var updates = _manager.HasLists && IsDue(want, lists);
            var offer = lists is null && _manager.HasLists ? null : await OfferAsync(want, cancel).ConfigureAwait(false);
            var version = Choose(want, have, offer);
            if (version is null && !updates)
            {
                throw await UnknownAsync(want, offer, lists, cancel).ConfigureAwait(false);
            }

            if (version is null && want.Version is [.., '*'] && !_manager.TakesPatterns)
            {
                throw new ProviderException(
                    $"which version {want.Version} of {want.Name} is, is known only after an update of {_manager.Name}'s lists. Name the whole version, or run {_manager.Name}'s update before.");
            }

            if (updates)
            {
                AddUpdate(want);
            }

            // Which version is newest is known after the update, so that the program is asked to look in any case.
            if (have is null || version != have.Version || (updates && want.Latest))
            {
                after = AddChange(want, have, updates && want.Version is null ? null : version ?? want.Version, default);
            }
        }

        AddHold(want, have, after);
    }

    private void AddUpdate(PackageWish want) => want.Plan.Change(
        _manager.UpdateAction, null, null, _transactions.With(new PackageJob(PackageAction.UpdateLists, want.Name)).Transaction,
        new Effects().Sets(_manager.ListsKey, new PackageLists(DateTimeOffset.UtcNow, false)).MayCreate(_manager.ListsTraces));

    // What is there now is let go first where it is held, and kept again.
    private PackageStatus AddChange(PackageWish want, PackageStatus? have, string? version, AbsolutePath file)
    {
        if (have is { IsHeld: true } && want.Hold is null && !(_manager.VersionsAreHolds && want.Version is not null))
        {
            throw new ProviderException($"{want.Name} is held at {have.Version}. Add .Hold() to change its version and keep it there, or .Hold(false).");
        }

        var action = have is null ? PackageAction.Install : want.Latest ? PackageAction.Upgrade : PackageAction.ChangeVersion;
        var job = new PackageJob(action, want.Name)
        {
            From = have?.Version,
            Version = want.Version is null && !file.IsGiven ? null : version,
            File = file,
            NoRecommends = want.NoRecommends,
        };
        var (transaction, key) = _transactions.With(job);
        AddUnholding(want, have, key);
        var after = new PackageStatus(version ?? "") { IsHeld = _manager.VersionsAreHolds && want.Version is not null };
        want.Plan.Change(
            action switch { PackageAction.Install => "install", PackageAction.Upgrade => "upgrade", _ => "change version" },
            have?.Version,
            version ?? "the newest version",
            transaction,
            new Effects().Sets(_manager.Key + want.Name, after).MayCreate(_manager.Traces));
        _along[want] = key;
        return after;
    }

    private void AddUnholding(PackageWish want, PackageStatus? have, string along)
    {
        if (have is { IsHeld: true } && !_manager.VersionsAreHolds)
        {
            want.Plan.Change(
                "unhold", "held", null, _transactions.With(new PackageJob(PackageAction.Unhold, want.Name) { From = have.Version }, along).Transaction,
                new Effects().Sets(_manager.Key + want.Name, have with { IsHeld = false }));
        }
    }

    private void AddHold(PackageWish want, PackageStatus? have, PackageStatus? after)
    {
        if (want.Hold is not { } hold)
        {
            return;
        }

        if (hold && _manager.NoHold is { } reason)
        {
            throw new ProviderException(reason);
        }

        // What has been let go for a change of its version is let go already.
        if (after?.IsHeld == hold || after is null)
        {
            return;
        }

        var job = new PackageJob(hold ? PackageAction.Hold : PackageAction.Unhold, want.Name)
        {
            From = have?.Version,
            Version = after.Version is "" ? null : after.Version,
        };
        want.Plan.Change(
            hold ? "hold" : "unhold", hold ? null : "held", hold ? "held" : null, _transactions.With(job, _along.GetValueOrDefault(want, "")).Transaction,
            new Effects().Sets(_manager.Key + want.Name, after with { IsHeld = hold }));
    }

    private async ValueTask<PackageLists?> ListsAsync(Plan plan, CancellationToken cancel) =>
        _manager.HasLists ? await plan.System.ObserveAsync(_manager.ListsKey, _manager.ListsAsync, cancel).ConfigureAwait(false) : null;

    private bool IsDue(PackageWish want, PackageLists? lists) =>
        lists is null
            ? want.UpdateCache.IsGiven || _manager.FetchesLists
            : want.UpdateCache.IsGiven && (lists.AreOutdated || DateTimeOffset.UtcNow - lists.Updated > want.UpdateCache.Value);

    private ValueTask<PackageOffer?> OfferAsync(PackageWish want, CancellationToken cancel) => want.Plan.System.ObserveAsync(
        OfferKey(want.Name),
        async (system, stop) =>
        {
            var all = await (_offers ??= _manager.OffersAsync(system, _wanting, stop).AsTask()).ConfigureAwait(false);
            if (all.GetValueOrDefault(want.Name) is not { Count: > 0 } versions)
            {
                return null;
            }

            if (!_manager.OffersAreSorted)
            {
                versions.Sort((a, b) => PackageVersion.Compare(_manager.Comparable(b), _manager.Comparable(a)));
            }

            return new PackageOffer([.. versions.Distinct()]);
        },
        cancel);

    private string OfferKey(string name) => $"{_manager.Name}-candidate:{name}";

    // What is there already and newer than all that can be had is the newest.
    private string? Choose(PackageWish want, PackageStatus? have, PackageOffer? offer)
    {
        if (want.Version is { } wanted)
        {
            return offer?.Versions.FirstOrDefault(version => _manager.Matches(wanted, version));
        }

        if (offer is null)
        {
            return have?.Version;
        }

        var newest = offer.Versions[0];
        return have is not null && PackageVersion.Compare(_manager.Comparable(newest), _manager.Comparable(have.Version)) <= 0 ? have.Version : newest;
    }

    private async ValueTask<ProviderException> UnknownAsync(PackageWish want, PackageOffer? offer, PackageLists? lists, CancellationToken cancel)
    {
        if (lists is null && _manager.HasLists)
        {
            return new ProviderException($"{_manager.Name} has no lists of packages yet, so that {want.Name} is not known. Add .UpdateCache(\"1d\").");
        }

        var outdated = lists is { AreOutdated: true } ? $" The sources have changed since {_manager.Name}'s lists were fetched: add .UpdateCache(\"1d\")." : "";
        if (offer is not null)
        {
            return new ProviderException($"{_manager.Name} knows no version {want.Version} of {want.Name}; it knows {string.Join(", ", offer.Versions)}.{outdated}")
            {
                RestsOn = OfferKey(want.Name),
            };
        }

        var known = await _manager.NamesAsync(want.Plan.System, want.Name, cancel).ConfigureAwait(false);
        return new ProviderException($"no package \"{want.Name}\" is known to {_manager.Name}.{Suggestion.DidYouMean(want.Name, known)}{outdated}")
        {
            RestsOn = OfferKey(want.Name),
        };
    }
}
