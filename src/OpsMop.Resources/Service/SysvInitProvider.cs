namespace OpsMop;

/// <summary>Manages init scripts with <c>service</c>, and with <c>update-rc.d</c> as Debian has it or <c>chkconfig</c> as others do.</summary>
[Provider<ServiceResource>("sysvinit", Platforms = ["sysvinit"], Default = true, Proof = Proof.RealHost)]
public sealed class SysvInitProvider : Provider<ServiceResource>, IServiceManager
{
    private const string HasLinks = "links";
    private const string HasChkconfig = "chkconfig";

    private static readonly AbsolutePath[] Scripts = ["/etc/init.d"];
    private static readonly AbsolutePath[] Starting = ["/etc/rc2.d", "/etc/rc3.d", "/etc/rc4.d", "/etc/rc5.d", "/etc/rcS.d"];
    private static readonly AbsolutePath[] Chkconfig = ["/sbin/chkconfig", "/usr/sbin/chkconfig"];

    /// <inheritdoc/>
    string IServiceManager.Name => "sysvinit";

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
        if (!status.Succeeded && (status.Output + status.Error).Contains("usage:", StringComparison.OrdinalIgnoreCase))
        {
            throw new ProviderException($"/etc/init.d/{service} has no command status, so that nobody can tell whether it runs. Give the script one.");
        }

        var details = new List<string>();
        var enabled = false;
        foreach (var folder in Starting)
        {
            if (await system.StatAsync(folder, follow: true, cancel).ConfigureAwait(false) is not { IsDirectory: true })
            {
                continue;
            }

            foreach (var name in await system.ListAsync(folder, cancel).ConfigureAwait(false))
            {
                // S01app starts, K01app does not.
                if (name.Length > 3 && name.AsSpan(3).SequenceEqual(service) && char.IsAsciiDigit(name[1]) && char.IsAsciiDigit(name[2]))
                {
                    enabled |= name[0] == 'S';
                    details = [HasLinks];
                }
            }
        }

        foreach (var path in Chkconfig)
        {
            if (await system.StatAsync(path, follow: true, cancel).ConfigureAwait(false) is { IsFile: true })
            {
                details.Add(HasChkconfig);
                break;
            }
        }

        return new ServiceStatus(IsRunning(status), enabled) { Details = details };
    }

    /// <inheritdoc/>
    string[] IServiceManager.StatusOf(string service) => StatusOf(service);

    /// <inheritdoc/>
    bool IServiceManager.IsRunning(ProcessResult said) => IsRunning(said);

    /// <inheritdoc/>
    IReadOnlyList<string[]> IServiceManager.CommandsFor(ServiceVerb verb, string service, ServiceStatus have)
    {
        var (linked, chkconfig) = (have.Details.Contains(HasLinks), have.Details.Contains(HasChkconfig));
        return verb switch
        {
            ServiceVerb.Enable when chkconfig => linked ? [["chkconfig", service, "on"]] : [["chkconfig", "--add", service], ["chkconfig", service, "on"]],
            ServiceVerb.Disable when chkconfig => [["chkconfig", service, "off"]],
            ServiceVerb.Enable => [["update-rc.d", service, linked ? "enable" : "defaults"]],
            ServiceVerb.Disable => [["update-rc.d", service, "disable"]],
            ServiceVerb.Start => [["service", service, "start"]],
            ServiceVerb.Stop => [["service", service, "stop"]],
            ServiceVerb.Restart => [["service", service, "restart"]],
            _ => [["service", service, "reload"]],
        };
    }

    private static string[] StatusOf(string service) => ["service", service, "status"];

    private static bool IsRunning(ProcessResult said) => said.Succeeded;
}
