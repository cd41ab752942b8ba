namespace OpsMop.Lab.Tests.Scenarios;

public sealed class AccountTests(LabFixture fixture) : ScenarioTests(fixture)
{
    public override async Task DisposeAsync()
    {
        if (LabRequirements.Missing is null)
        {
            await Host.RunAsync("userdel -r ann; for g in lab-staff lab-readers lab-writers ann; do groupdel $g; done; rm -rf /srv/ann /srv/ann2 /srv/of-ann; true");
        }
    }

    [LabFact]
    public async Task A_user_is_created_with_all_that_is_declared_and_with_files_of_hers_in_the_same_plan()
    {
        (await PlanAsync("account")).Expect(2, changed: 7).NeverSays("failed  ");
        Assert.Equal("", await AskAsync("getent passwd ann || true"));

        (await ApplyAsync("account")).Expect(0, changed: 7);

        Assert.Equal("ann:x:4242:4300:Ann Example:/srv/ann:/bin/sh", await AskAsync("getent passwd ann"));
        Assert.Equal("lab-staff lab-readers", await AskAsync("id -Gn ann"));
        Assert.Equal("ann lab-staff 640 ann lab-staff 644", await AskAsync("echo $(stat -c '%U %G %a' /srv/of-ann /srv/ann/note)"));
        Assert.Equal("ann", await AskAsync("cat /srv/ann/whoami"));
        await AskAsync("test -e /srv/ann/.profile");
        (await ApplyAsync("account")).Expect(0, changed: 0);
        (await PlanAsync("account")).Expect(0, changed: 0);
    }

    [LabFact]
    public async Task An_account_that_differs_is_brought_to_what_is_declared()
    {
        (await ApplyAsync("account")).Expect(0, changed: 7);
        string[] other =
        [
            "account.shell=/bin/bash", "account.comment=Ann Other", "account.home=/srv/ann2", "account.moveHome=true", "account.groups=[lab-writers]",
        ];

        (await PlanAsync("account", other)).Says("change shell: /bin/sh → /bin/bash", "change comment: Ann Example → Ann Other", "move home: /srv/ann → /srv/ann2", "join groups: lab-writers");
        (await ApplyAsync("account", other)).Says("move home");

        Assert.Equal("ann:x:4242:4300:Ann Other:/srv/ann2:/bin/bash", await AskAsync("getent passwd ann"));
        Assert.Equal("lab-staff lab-readers lab-writers", await AskAsync("id -Gn ann"));
        await AskAsync("test -e /srv/ann2/note && test ! -e /srv/ann");
        (await ApplyAsync("account", other)).Expect(0, changed: 0);

        (await ApplyAsync("account", [.. other, "account.exactGroups=true"])).Expect(0, changed: 1);
        Assert.Equal("lab-staff lab-writers", await AskAsync("id -Gn ann"));
        (await ApplyAsync("account", [.. other, "account.exactGroups=true"])).Expect(0, changed: 0);
    }

    [LabFact]
    public async Task An_account_goes_with_its_home_and_its_groups()
    {
        (await ApplyAsync("account")).Expect(0, changed: 7);

        (await PlanAsync("account", "account.absent=true")).Expect(2, changed: 5);
        (await ApplyAsync("account", "account.absent=true")).Expect(0, changed: 5);

        Assert.Equal("", await AskAsync("getent passwd ann; getent group lab-staff lab-readers lab-writers; ls -d /srv/ann /srv/of-ann 2>/dev/null; true"));
        (await ApplyAsync("account", "account.absent=true")).Expect(0, changed: 0);
    }

    [LabFact]
    public async Task What_usermod_refuses_is_told_in_its_words()
    {
        (await ApplyAsync("account")).Expect(0, changed: 7);
        await AskAsync("systemd-run --quiet --uid=ann --unit=of-ann sleep 100");

        (await ApplyAsync("account", "account.uid=4243")).Says("usermod", "user ann is currently used by process").Says("exit code 8");

        await AskAsync("systemctl stop of-ann");
        (await ApplyAsync("account", "account.uid=4243")).Says("change uid: 4242 → 4243");
        Assert.Equal("4243", await AskAsync("id -u ann"));
        (await ApplyAsync("account", "account.uid=4243")).Expect(0, changed: 0);
    }
}
