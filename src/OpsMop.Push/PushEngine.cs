using OpsMop.Engine;
using OpsMop.Engine.Distribution;
using OpsMop.Engine.Events;
using OpsMop.Engine.Model;
using OpsMop.Engine.Plans;
using OpsMop.Push.Agents;
using OpsMop.Push.Commands;
using OpsMop.Push.Connections;
using OpsMop.Push.Files;
using OpsMop.Push.Inventories;
using OpsMop.Push.Plans;
using OpsMop.Push.Protocol;
using OpsMop.Push.Relays;
using OpsMop.Push.Rollouts;
using OpsMop.Push.Sessions;

namespace OpsMop.Push;

/// <summary>
/// Pushes a policy to hosts, from the reading of the inventory to the last event. Whatever can be wrong with the policy, the inventory and the command line is found before any host
/// is contacted.
/// </summary>
/// <param name="policy">The policy.</param>
/// <param name="ssh">How OpenSSH is used; as in a terminal where not given.</param>
internal sealed class PushEngine(Policy policy, SshOptions? ssh = null) : IPushEngine
{
    /// <inheritdoc/>
    public async Task<PushFinished?> RunAsync(PushRequest request, IEventSink sink, CancellationToken stop, CancellationToken abort)
    {
        var events = new FleetEvents([sink]);
        if (request.Verb == PushVerb.Exec)
        {
            await PolicyComposer.LoadAsync(policy, request.Settings, stop).ConfigureAwait(false);
            var (hosts, limited) = await HostsAsync(request, "", events, stop).ConfigureAwait(false);
            return await ExecAsync(request, hosts, limited, events, stop).ConfigureAwait(false);
        }

        // Its hosts may come from what it loads, as its roles may.
        var composition = await FleetComposition.ComposeAsync(policy, [], request.Settings, stop).ConfigureAwait(false);
        ThrowIfWrong(composition.Findings);
        var (inventory, limit) = await HostsAsync(request, policy.GetType().Name, events, stop).ConfigureAwait(false);
        return await PushAsync(request, composition, inventory, limit, events, stop, abort).ConfigureAwait(false);
    }

    /// <summary>The hosts that there are, and those that are not left alone.</summary>
    /// <param name="request">What is asked for.</param>
    /// <param name="remembered">Whose failures are remembered: the class of the policy, empty for commands.</param>
    /// <param name="events">Takes the warnings.</param>
    /// <param name="stop">Gives up.</param>
    private async Task<(LoadedInventory Inventory, HashSet<InventoryHost>? Limit)> HostsAsync(PushRequest request, string remembered, FleetEvents events, CancellationToken stop)
    {
        var inventory = await InventoryLoader.LoadAsync(
            policy,
            new InventoryOptions
            {
                CurrentDirectory = request.CurrentDirectory,
                Paths = request.Inventories,
                Sets = PushState.SetsOf(remembered),
            },
            stop).ConfigureAwait(false);
        Tell(events, inventory.Warnings);
        return (inventory, request.Limit.IsGiven ? inventory.Select(request.Limit, who: "--limit").ToHashSet() : null);
    }

    private static void Tell(FleetEvents events, IEnumerable<Finding> findings)
    {
        foreach (var finding in findings)
        {
            events.Emit(FindingReported.Of(finding));
        }
    }

    private ConnectionResolver Resolver(PushRequest request, LoadedInventory inventory) => new(inventory, new PasswordReader(request.CurrentDirectory), request.Connection);

    private static SessionStart StartOf(PushRequest request) => new() { Push = PushState.NewPush(), Operator = PushState.Operator, StateDirectory = request.StateDirectory };

    private async Task<PushFinished?> ExecAsync(
        PushRequest request,
        LoadedInventory inventory,
        HashSet<InventoryHost>? limit,
        FleetEvents events,
        CancellationToken stop)
    {
        var hosts = inventory.Select(request.Hosts).Where(host => limit?.Contains(host) != false).ToList();
        var isEverything = limit is null && hosts.Count == inventory.Inventory.Hosts.Count;
        if (!await request.ConfirmAsync(new PushScope([.. hosts.Select(host => host.Name)], isEverything), stop).ConfigureAwait(false))
        {
            return null;
        }

        var state = PushState.Open(null);
        var resolver = Resolver(request, inventory);
        var targets = new List<ConnectionTarget>(hosts.Count);
        foreach (var host in hosts)
        {
            targets.Add(await resolver.ResolveAsync(host, null, stop).ConfigureAwait(false));
        }

        await using var agents = Store(request, events);
        await using var connector = new RelayingConnector(new SshConnector(ssh), agents, StartOf(request));
        var run = new ExecRun(connector, targets, request.Command, events, PushState.Again, stop);
        var (finished, unfinished) = await run.RunAsync(request.Forks, request.Batches, request.FailFast).ConfigureAwait(false);
        state.RememberFailed("", unfinished);
        return finished;
    }

    private async Task<PushFinished?> PushAsync(
        PushRequest request,
        FleetComposition composition,
        LoadedInventory inventory,
        HashSet<InventoryHost>? limit,
        FleetEvents events,
        CancellationToken stop,
        CancellationToken abort)
    {
        var isLimited = limit is not null;
        var plans = request.PlansFrom is { } source ? PlansOf(source, inventory, ref limit) : null;
        var rollout = FleetRollout.Of(composition, inventory, limit);
        ThrowIfWrong(rollout.Findings);
        if (request.SavePlansTo is not null || plans is not null)
        {
            RefuseDelegated(rollout);
        }

        if (plans is not null)
        {
            HostPlanFolder.Check(plans.Values, rollout.Hosts.ToDictionary(host => host.Name, host => (IReadOnlyList<string>)[.. host.Roles.Select(role => role.Name)], StringComparer.Ordinal));
        }

        var found = await new FleetCheck(composition).RunAsync(rollout.Hosts, stop).ConfigureAwait(false);
        ThrowIfWrong(found);
        Tell(events, found);

        var isEverything = !isLimited && rollout.IsUnlimited && rollout.Hosts.Count == inventory.Inventory.Hosts.Count;
        if (!await request.ConfirmAsync(new PushScope([.. rollout.Hosts.Select(host => host.Name)], isEverything), stop).ConfigureAwait(false))
        {
            return null;
        }

        var state = PushState.Open(null);
        var savesTo = request.SavePlansTo is { } folder ? new HostPlanFolder(folder) : null;
        savesTo?.Prepare(rollout.Hosts.Select(host => host.Name));
        var targets = new Dictionary<SessionKey, ConnectionTarget>();
        var resolver = Resolver(request, inventory);
        foreach (var key in rollout.Sessions)
        {
            targets[key] = await resolver.ResolveAsync(inventory.Inventory.FindHost(key.Host)!, key.Role, stop).ConfigureAwait(false);
        }

        var start = StartOf(request);
        var agents = Store(request, events);
        using var files = new FileServer(AppContext.BaseDirectory);
        await using var factory = new SessionFactory
        {
            Connector = new RelayingConnector(new SshConnector(ssh), agents, start),
            Agents = agents,
            Policy = policy,
            Start = start,
            Targets = targets,
            FilesOf = (host, cancel) => files.ForHostAsync(rollout.RolesAt(host), rollout.SourceFiles, cancel),
            StateOf = state.AgentlessDirectory,
        };
        using var giveUp = CancellationTokenSource.CreateLinkedTokenSource(stop, abort);
        await using var sessions = new SessionPool(factory, events, giveUp.Token);
        var verb = request.Verb == PushVerb.Plan ? RunVerb.Plan : RunVerb.Apply;
        var fleet = new FleetPolicy(
            composition,
            rollout.Hosts.ToDictionary(host => host.Name, StringComparer.Ordinal),
            order => order with { Tags = request.Tags, Verbose = request.Verbose, Seed = request.ChaosSeed, TellsUnchanged = events.WantsUnchanged },
            verb);
        var run = new PushRun(
            fleet,
            rollout.Steps,
            sessions,
            new PushSettings { IsPlan = verb == RunVerb.Plan, Forks = request.Forks, FailsFast = request.FailFast, SavesPlansTo = savesTo, Plans = plans },
            events,
            stop,
            abort);
        var finished = await run.RunAsync(PushState.Again).ConfigureAwait(false);
        if (verb == RunVerb.Apply)
        {
            state.RememberFailed(fleet.Name, run.Unfinished);
        }

        return finished;
    }

    /// <summary>The saved plans of the hosts that are not left alone; the others are left alone from here on.</summary>
    private static Dictionary<string, HostPlan> PlansOf(string folder, LoadedInventory inventory, ref HashSet<InventoryHost>? limit)
    {
        var all = new HostPlanFolder(folder).Load();
        HostPlanFolder.CheckHosts(all.Keys, [.. inventory.Inventory.Hosts.Select(host => host.Name)]);
        var hosts = inventory.Inventory.Hosts.Where(host => all.ContainsKey(host.Name)).ToHashSet();
        if (limit is not null)
        {
            hosts.IntersectWith(limit);
        }

        limit = hosts;
        return hosts.Count > 0
            ? hosts.ToDictionary(host => host.Name, host => all[host.Name], StringComparer.Ordinal)
            : throw new SavedPlanException($"None of the plans in {folder} is of a host that --limit selects.");
    }

    private static void RefuseDelegated(FleetRollout rollout)
    {
        if (rollout.Steps.SelectMany(step => step.Roles).FirstOrDefault(role => role.Delegate is not null) is { } role)
        {
            throw new SavedPlanException(
                $"{role.Location}: the work of the role '{role.Name}' is delegated to another host. What comes of one host's turn is there for the next, and no plan of that can be saved: push it without one.");
        }
    }

    private static void ThrowIfWrong(IReadOnlyList<Finding> findings)
    {
        if (findings.Any(finding => finding.IsError))
        {
            throw new InvalidPolicyException(findings);
        }
    }

    private static AgentStore Store(PushRequest request, FleetEvents events) => new(AgentStoreOptions.OfProcess() with
    {
        Given = request.Agents,
        Tell = sentence => events.Emit(new MessageSaid { Role = "", Resource = "", Message = sentence }),
    });
}
