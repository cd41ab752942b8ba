namespace OpsMop;

/// <summary>Manages services of FreeBSD with <c>service</c>, and with <c>sysrc</c> what starts with the host.</summary>
[Provider<ServiceResource>("freebsd-rc", Platforms = ["freebsd"], Default = true, Proof = Proof.Recorded)]
public sealed class FreeBsdRcProvider : Provider<ServiceResource>, IServiceManager
{
    private static readonly AbsolutePath[] Scripts = ["/etc/rc.d", "/usr/local/etc/rc.d"];
    private static readonly string[] Yes = ["YES", "TRUE", "ON", "1"];

    /// <inheritdoc/>
    string IServiceManager.Name => "FreeBSD's rc";

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
        var variable = await SystemTool.QueryAsync(system, cancel, "service", service, "rcvar").ConfigureAwait(false);
        var (name, value) = VariableOf(variable.Output) ?? (service.Replace('-', '_') + "_enable", "NO");
        return new ServiceStatus(status.Succeeded, Yes.Contains(value, StringComparer.OrdinalIgnoreCase)) { Details = [name] };
    }

    /// <inheritdoc/>
    string[] IServiceManager.StatusOf(string service) => StatusOf(service);

    /// <inheritdoc/>
    bool IServiceManager.IsRunning(ProcessResult said) => said.Succeeded;

    /// <inheritdoc/>
    IReadOnlyList<string[]> IServiceManager.CommandsFor(ServiceVerb verb, string service, ServiceStatus have) => verb switch
    {
        ServiceVerb.Enable => [["sysrc", have.Details[0] + "=YES"]],
        ServiceVerb.Disable => [["sysrc", have.Details[0] + "=NO"]],

        // With "one" in front, they also do it where the service is not enabled.
        _ => [["service", service, "one" + verb.ToString().ToLowerInvariant()]],
    };

    private static string[] StatusOf(string service) => ["service", service, "onestatus"];

    /// <summary>The variable that enables a service, which need not be named after it, in what <c>service NAME rcvar</c> prints.</summary>
    private static (string Name, string Value)? VariableOf(string output)
    {
        foreach (var line in output.Split('\n', StringSplitOptions.TrimEntries))
        {
            if (!line.StartsWith('#') && line.IndexOf('=') is > 0 and var equals)
            {
                return (line[..equals], line[(equals + 1)..].Trim('"'));
            }
        }

        return null;
    }
}
