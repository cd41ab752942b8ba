namespace OpsMop.Types.Tests.Software;

public sealed class DpkgDivertTests(LabFixture fixture) : TypeTests(fixture)
{
    [LabFact]
    public async Task A_file_of_a_package_makes_room_and_comes_back()
    {
        await Lab.Repository.AddAsync("opsmop-diverted", "1.0", new Dictionary<string, (string Text, string Mode)> { ["/usr/share/opsmop-diverted/greeting"] = ("Hello.\n", "644") });
        const string Install = "apt-get -qq update && apt-get -qq -y install opsmop-diverted >/dev/null";
        await ProveAsync(
            "dpkg-divert",
            there:
            [
                ("dpkg-divert --list '/usr/share/opsmop*'", "local diversion of /usr/share/opsmop-diverted/greeting to /usr/share/opsmop-diverted/greeting.distrib"),
                ("apt-get -qq -y install --reinstall opsmop-diverted >/dev/null 2>&1; cd /usr/share/opsmop-diverted; cat greeting greeting.distrib", "Good evening.\nHello."),
            ],
            gone: [("dpkg-divert --list '/usr/share/opsmop*'; cd /usr/share/opsmop-diverted; grep . *", "Hello.")],
            before: Install);
        await AskAsync("apt-get -qq -y purge opsmop-diverted >/dev/null");
    }
}
