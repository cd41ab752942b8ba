namespace OpsMop;

/// <summary>Plans services where the service manager is not systemd.</summary>
internal static class ServicePlanning
{
    /// <summary>Adds what has to change.</summary>
    /// <param name="want">The service as declared.</param>
    /// <param name="plan">Takes the changes.</param>
    /// <param name="manager">The service manager.</param>
    /// <param name="cancel">Cancels the questions.</param>
    public static async ValueTask PlanAsync(ServiceResource want, Plan plan, IServiceManager manager, CancellationToken cancel)
    {
        // Names are the same on all hosts, whoever manages them.
        var service = want.Unit.EndsWith(".service", StringComparison.Ordinal) ? want.Unit[..^".service".Length] : want.Unit;
        if (want.Masked == true)
        {
            throw new ProviderException($"{manager.Name} cannot mask {service}. Use .Stopped().Enabled(false): it then runs only if somebody starts it by hand.");
        }

        var have = await plan.System.ObserveAsync(Key(service), (system, stop) => manager.ReadAsync(system, service, stop), cancel).ConfigureAwait(false);
        if (have is null)
        {
            // What does not exist does not run either.
            if (want.State is null or ServiceState.Stopped && want.Enabled != true)
            {
                return;
            }

            throw new ProviderException(
                $"{manager.Name} knows no service {service}. Is the package that brings it installed, or the name mistyped? Declare host.Package(…) or its files above.");
        }

        if (want.Enabled is { } enabled && enabled != have.IsEnabled)
        {
            var before = have;
            var after = have with { IsEnabled = enabled, IsRunning = manager.EnablingStarts ? enabled : have.IsRunning };
            have = after;
            plan.Change(
                enabled ? "enable" : "disable",
                enabled ? "disabled" : "enabled",
                enabled ? "enabled" : "disabled",
                manager.LinkingFor(enabled, service, before) ?? Running(manager.CommandsFor(enabled ? ServiceVerb.Enable : ServiceVerb.Disable, service, before)),
                new Effects().Sets(Key(service), after));
        }

        if (want.State is not null and not ServiceState.Stopped && !have.IsEnabled && manager.NeedsEnabling(service) is { } why)
        {
            throw new ProviderException(why);
        }

        ServiceVerb? verb = want.State switch
        {
            ServiceState.Running when !have.IsRunning => ServiceVerb.Start,
            ServiceState.Stopped when have.IsRunning => ServiceVerb.Stop,
            ServiceState.Restarted => ServiceVerb.Restart,
            ServiceState.Reloaded => have.IsRunning ? ServiceVerb.Reload : ServiceVerb.Start,
            _ => null,
        };
        if (verb is { } what)
        {
            AddState(plan, manager, what, service, have);
        }
    }

    private static string Key(string service) => "unit:" + service;

    private static void AddState(Plan plan, IServiceManager manager, ServiceVerb verb, string service, ServiceStatus have)
    {
        var after = have with { IsRunning = verb != ServiceVerb.Stop, HasCrashed = false };
        var run = Running(manager.CommandsFor(verb, service, have));
        var effects = new Effects().Sets(Key(service), after);
        plan.Change(
            verb.ToString().ToLowerInvariant(),
            have.Shown,
            after.Shown,
            verb == ServiceVerb.Stop ? run : async (system, cancel) =>
            {
                await run(system, cancel).ConfigureAwait(false);
                await EnsureRunsAsync(system, manager, service, cancel).ConfigureAwait(false);
            },
            verb == ServiceVerb.Stop ? effects : effects.MayCreate("/run/*", "/var/*"));
    }

    private static Func<ISystem, CancellationToken, ValueTask> Running(IReadOnlyList<string[]> commands) => async (system, cancel) =>
    {
        foreach (var command in commands)
        {
            await SystemTool.RunAsync(system, cancel, command).ConfigureAwait(false);
        }
    };

    /// <summary>What dies at once has died by then.</summary>
    private static async ValueTask EnsureRunsAsync(ISystem system, IServiceManager manager, string service, CancellationToken cancel)
    {
        await Task.Delay(UnitStart.Grace, cancel).ConfigureAwait(false);

        // As an effect, though it only reads: in a plan, where nothing was started, it must not ask the host.
        var result = await system.RunAsync(new ProcessRequest(manager.StatusOf(service)), cancel).ConfigureAwait(false);
        if (!manager.IsRunning(result))
        {
            throw SystemTool.Failure($"{service} was started and does not run: {string.Join(' ', manager.StatusOf(service))}", result);
        }
    }
}
