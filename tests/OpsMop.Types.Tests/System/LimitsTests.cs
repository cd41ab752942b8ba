namespace OpsMop.Types.Tests.Systems;

public sealed class LimitsTests(LabFixture fixture) : TypeTests(fixture)
{
    [LabFact]
    public async Task A_login_has_the_limits_and_has_them_no_more()
    {
        const string Limits = "su - opsmop-limited -c 'ulimit -Sn; ulimit -Hn; ulimit -Hc'";
        await ProveAsync("limits", there: [(Limits, "2048\n4096\n0")], gone: [("ls /etc/security/limits.d", ""), ($"{Limits} | grep -cE '^(2048|4096|0)$'", "0")]);
        await AskAsync("userdel -r opsmop-limited 2>/dev/null");
    }
}
