namespace OpsMop.Types.Tests.Systems;

public sealed class HostsEntryTests(LabFixture fixture) : TypeTests(fixture)
{
    [LabFact]
    public async Task Names_resolve_and_are_gone()
    {
        await AskAsync("cp -a /etc/hosts /run/opsmop-hosts");
        await ProveAsync(
            "hosts-entry",
            before: "echo '2001:db8::99 cache.opsmop.example keep.opsmop.example # moved soon' >>/etc/hosts",
            there:
            [
                ("getent hosts db-opsmop | tr -s ' '", "192.0.2.10 db.opsmop.example db-opsmop"),
                ("getent hosts cache.opsmop.example | tr -s ' '", "2001:db8::11 cache.opsmop.example"),
                ("grep moved /etc/hosts", "2001:db8::99\tkeep.opsmop.example # moved soon"),
            ],
            gone: [("getent hosts db-opsmop cache.opsmop.example; echo $?", "2")]);
        await AskAsync("cat /run/opsmop-hosts >/etc/hosts; rm /run/opsmop-hosts");
    }
}
