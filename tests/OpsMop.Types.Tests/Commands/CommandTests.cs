namespace OpsMop.Types.Tests.Commands;

public sealed class CommandTests(LabFixture fixture) : TypeTests(fixture)
{
    [LabFact]
    public async Task Commands_run_until_what_they_make_is_there()
    {
        // Where the folder is there, a plan can ask Unless and OnlyIf.
        await ProveAsync("command", before: "mkdir -p /root/opsmop-types/command", there: [("cd /root/opsmop-types/command; ls; tar -tf both.tar", "a file's name\nboth.tar\nhosts\nhosts\na file's name")]);
        await AskAsync("rm -r /root/opsmop-types");
    }
}
