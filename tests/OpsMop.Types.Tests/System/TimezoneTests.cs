namespace OpsMop.Types.Tests.Systems;

public sealed class TimezoneTests(LabFixture fixture) : TypeTests(fixture)
{
    [LabFact]
    public async Task The_clock_shows_the_time_of_the_zone()
    {
        await InstallAsync("tzdata");
        string before = await AskAsync("readlink /etc/localtime; cat /etc/timezone");
        await ProveAsync(
            "timezone",
            there:
            [
                ("date -d '2026-07-01 00:00 UTC' +'%H:%M %z'", "12:45 +1245"),
                ("readlink /etc/localtime; cat /etc/timezone", "/usr/share/zoneinfo/Pacific/Chatham\nPacific/Chatham"),
            ]);
        await AskAsync($"ln -sfn {before.Split('\n')[0]} /etc/localtime; echo {before.Split('\n')[1]} >/etc/timezone");
    }
}
