namespace OpsMop.Types.Tests.Services;

/// <summary>Services on hosts whose first process is not systemd.</summary>
public sealed class ServiceManagerTests(LabFixture fixture) : TypeTests(fixture)
{
    private LabHost? _host;

    protected override LabHost Host => _host ?? base.Host;

    [LabFact]
    public Task A_service_of_openrc() => ProveAsync(
        ["sysvinit-core", "openrc"],
        there: [("rc-service opsmop-script status", " * status: started"), ("rc-update show default | grep -o opsmop-script", "opsmop-script")],
        gone: [("pgrep -f '[s]leep 100000'", ""), ("ls /etc/runlevels/*/opsmop-script /etc/init.d/opsmop-script 2>/dev/null", "")]);

    [LabFact]
    public Task A_service_of_sysvinit() => ProveAsync(
        ["sysvinit-core"],
        there: [("service opsmop-script status", "opsmop-script is running."), ("ls /etc/rc2.d | grep opsmop-script", "S01opsmop-script")],
        gone: [("pgrep -f '[s]leep 100000'", ""), ("ls /etc/rc2.d/S*opsmop-script /etc/init.d/opsmop-script 2>/dev/null", "")]);

    [LabFact]
    public Task A_service_of_runit() => ProveAsync(
        ["runit-init"],
        there: [("sv status opsmop-script | cut -d: -f1,2", "run: opsmop-script"), ("readlink /etc/service/opsmop-script", "/etc/sv/opsmop-script")],
        gone: [("pgrep -f '[s]leep 100000'", ""), ("ls -d /etc/service/opsmop-script /etc/sv/opsmop-script 2>/dev/null", "")]);

    private async Task ProveAsync(string[] packages, IReadOnlyList<(string Command, string Output)> there, IReadOnlyList<(string Command, string Output)> gone)
    {
        _host = await Lab.AddHostWithInitAsync(packages);
        try
        {
            await ProveAsync("service-script", there, gone);
        }
        finally
        {
            await Lab.RemoveHostAsync(_host);
        }
    }
}
