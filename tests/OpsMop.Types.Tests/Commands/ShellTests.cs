namespace OpsMop.Types.Tests.Commands;

public sealed class ShellTests(LabFixture fixture) : TypeTests(fixture)
{
    [LabFact]
    public async Task A_hole_in_a_shell_command_is_text_and_no_code()
    {
        await ProveAsync("shell", there: [("cat /root/opsmop-types/shell/shouted", "$(REBOOT); IT'S ONLY TEXT")]);
        await AskAsync("rm -r /root/opsmop-types");
    }
}
