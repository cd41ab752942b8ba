namespace OpsMop;

/// <summary>Manages services with OpenRC's <c>rc-service</c> and <c>rc-update</c>. What is enabled joins the runlevel <c>default</c>.</summary>
[Provider<ServiceResource>("openrc", Platforms = ["openrc"], Default = true, Proof = Proof.RealHost)]
public sealed class OpenRcProvider : Provider<ServiceResource>, IServiceManager
{
    // What rc-service ends with where a process is gone that nobody stopped.
    private const int Crashed = 32;

    private static readonly AbsolutePath Runlevels = "/etc/runlevels";
    private static readonly AbsolutePath[] Scripts = ["/etc/init.d", "/usr/local/etc/init.d"];

    /// <inheritdoc/>
    string IServiceManager.Name => "OpenRC";

    /// <inheritdoc/>
    public override ValueTask PlanAsync(ServiceResource want, Plan plan, CancellationToken cancel) => ServicePlanning.PlanAsync(want, plan, this, cancel);

    /// <inheritdoc/>
    async ValueTask<ServiceStatus?> IServiceManager.ReadAsync(ISystemReader system, string service, CancellationToken cancel)
    {
        if (!await InitScript.ExistsAsync(system, Scripts, service, cancel).ConfigureAwait(false))
        {
            return null;
        }

        var status = await SystemTool.QueryAsync(system, cancel, StatusOf(service)).ConfigureAwait(false);
        if (status.ExitCode == ProcessResult.NotFound)
        {
            throw new ProviderException("rc-service was not found: this host has no OpenRC. Choose another provider with .Via<…>().");
        }

        var levels = new List<string>();
        if (await system.StatAsync(Runlevels, follow: true, cancel).ConfigureAwait(false) is { IsDirectory: true })
        {
            foreach (var level in await system.ListAsync(Runlevels, cancel).ConfigureAwait(false))
            {
                if (await system.StatAsync(Runlevels / level / service, follow: false, cancel).ConfigureAwait(false) is not null)
                {
                    levels.Add(level);
                }
            }
        }

        return new ServiceStatus(IsRunning(status), levels.Count > 0) { Details = levels, HasCrashed = status.ExitCode == Crashed };
    }

    /// <inheritdoc/>
    string[] IServiceManager.StatusOf(string service) => StatusOf(service);

    /// <inheritdoc/>
    bool IServiceManager.IsRunning(ProcessResult said) => IsRunning(said);

    /// <inheritdoc/>
    IReadOnlyList<string[]> IServiceManager.CommandsFor(ServiceVerb verb, string service, ServiceStatus have) => verb switch
    {
        ServiceVerb.Enable => [["rc-update", "add", service, "default"]],
        ServiceVerb.Disable => [.. have.Details.Select(level => (string[])["rc-update", "del", service, level])],

        // To OpenRC, what has crashed has been started already.
        ServiceVerb.Start when have.HasCrashed => [["rc-service", service, "zap"], ["rc-service", service, "start"]],
        ServiceVerb.Restart when have.HasCrashed => [["rc-service", service, "zap"], ["rc-service", service, "start"]],
        ServiceVerb.Start => [["rc-service", service, "start"]],
        ServiceVerb.Stop => [["rc-service", service, "stop"]],
        ServiceVerb.Restart => [["rc-service", service, "restart"]],
        _ => [["rc-service", service, "reload"]],
    };

    private static string[] StatusOf(string service) => ["rc-service", service, "status"];

    private static bool IsRunning(ProcessResult said) => said.Succeeded;
}
