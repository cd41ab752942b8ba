namespace OpsMop.Types.Tests.Accounts;

public sealed class SudoRuleTests(LabFixture fixture) : TypeTests(fixture)
{
    [LabFact]
    public async Task Rules_are_what_sudo_says_users_may_and_go()
    {
        await InstallAsync("sudo");
        await ProveAsync(
            "sudo-rule",
            there:
            [
                ("stat -c '%a %U:%G' /etc/sudoers.d/opsmop-deploy", "440 root:root"),
                ("visudo -c >/dev/null; echo $?", "0"),
                ("sudo -l -U opsmop-deploy | grep NOPASSWD | tr -s ' '", " (root) NOPASSWD: /usr/bin/systemctl restart app, /usr/bin/systemctl status app"),
                ("su -s /bin/sh opsmop-deploy -c 'sudo -n /usr/bin/systemctl status app' 2>&1 | head -1", "Unit app.service could not be found."),
                ("su -s /bin/sh opsmop-deploy -c 'sudo -n /usr/bin/id' 2>&1", "sudo: a password is required"),
            ],
            gone: [("ls /etc/sudoers.d", "README")]);
    }

    [LabFact]
    public async Task A_rule_that_visudo_refuses_is_not_put_in_place()
    {
        await InstallAsync("sudo");
        ExampleRun run = await RunAsync("apply", "sudo-rule", "sudo-rule-example.aliases=%adm ALL = = NOTHING");
        Assert.Contains("is not accepted by its check", run.Output, StringComparison.Ordinal);
        Assert.Equal("0", await AskAsync("ls /etc/sudoers.d/opsmop-aliases 2>/dev/null | wc -l"));
        await ConvergeAsync("sudo-rule-gone");
    }
}
