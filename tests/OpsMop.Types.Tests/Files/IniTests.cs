namespace OpsMop.Types.Tests.Files;

public sealed class IniTests(LabFixture fixture) : TypeTests(fixture)
{
    [LabFact]
    public Task Keys_are_set_and_taken_away() => ProveAsync(
        "ini",
        there:
        [
            ("cat /root/opsmop-types/ini/opsmop-app.ini", "include = /etc/opsmop-app.d\n[server]\nport = 8080\nbind=127.0.0.1\nskip-networking"),
            ("stat -c %a /root/opsmop-types/ini/opsmop-app.ini", "640"),
        ],
        gone: [("grep -c bind /root/opsmop-types/ini/opsmop-app.ini; rm -r /root/opsmop-types/ini", "0")]);

    [LabFact]
    public Task A_section_is_made_and_taken_away() => ProveAsync(
        "ini-section",
        there: [("cat /root/opsmop-types/ini-section/opsmop-app.ini", "[plugins]")],
        gone: [("cat /root/opsmop-types/ini-section/opsmop-app.ini; rm -r /root/opsmop-types/ini-section", "")]);
}
