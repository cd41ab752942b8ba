namespace OpsMop.Types.Tests.Systems;

public sealed class HostnameTests(LabFixture fixture) : TypeTests(fixture)
{
    [LabFact]
    public async Task A_host_calls_itself_by_its_new_name()
    {
        string before = await AskAsync("cp -a /etc/hostname /run/opsmop-hostname; cp -a /etc/hosts /run/opsmop-hosts; hostname");
        await ProveAsync(
            "hostname",
            there:
            [
                ("hostname; cat /etc/hostname", "web1.opsmop.example\nweb1.opsmop.example"),
                ("getent hosts web1 | tr -s ' '", "127.0.1.1 web1.opsmop.example web1"),
                (". /etc/machine-info; echo $PRETTY_HOSTNAME; stat -c %a /etc/machine-info", "The first web server\n644"),
            ]);
        await AskAsync($"hostname {before}; cat /run/opsmop-hostname >/etc/hostname; cat /run/opsmop-hosts >/etc/hosts; rm /etc/machine-info /run/opsmop-host*");
    }
}
