using System.Text.Json;

namespace OpsMop.Lab.Tests.Scenarios;

public sealed class RunTests(LabFixture fixture) : ScenarioTests(fixture)
{
    private const string CleanUp =
        "DEBIAN_FRONTEND=noninteractive apt-get -qqy purge opsmop-demo >/dev/null; userdel -r site; groupdel site; userdel -r bob; "
        + "umount -R /srv/image; umount /run/image; rm -rf /srv/site /srv/site-home /srv/slow /srv/image; true";

    public override async Task DisposeAsync()
    {
        if (LabRequirements.Missing is null)
        {
            await Task.WhenAll(Host.RunAsync(CleanUp), Other.RunAsync(CleanUp));
        }
    }

    [LabFact]
    public async Task A_host_whose_agent_is_killed_again_and_again_ends_like_one_that_nobody_disturbed()
    {
        Task<LabResult> undisturbed = Other.RunAsync(Command("apply", "site"));
        foreach (string moment in new[] { "pgrep -x dpkg >/dev/null", "test -e /srv/site/40", "test -e /srv/site/123", "test -e /srv/site/260" })
        {
            Task<LabResult> run = Host.RunAsync(Command("apply", "site"));
            await AskAsync($"for i in $(seq 3000); do if {moment}; then exec pkill -KILL -x dotnet; fi; sleep 0.01; done; exit 1");
            Assert.Equal(255, (await run).ExitCode);   // what ssh says of a command that a signal has ended
        }

        (await ApplyAsync("site")).Says("0 failed", "0 skipped");
        (await ApplyAsync("site")).Expect(0, changed: 0);

        new PolicyRun(await undisturbed).Says("0 failed", "0 skipped");
        string look = "cd /srv; find site site-home -printf '%p %y %m %u %g %l\\n' | sort; find site site-home -type f -not -name restarts | sort | xargs sha256sum; "
            + "getent passwd site; id site; dpkg-query -W -f '${Version} ${Status}\\n' opsmop-demo; systemctl is-active opsmop-demo; systemctl is-enabled opsmop-demo; find / -xdev -name '*.opsmop*'";
        Assert.Equal((await Other.RunAsync(look)).OrThrow().Output, (await Host.RunAsync(look)).OrThrow().Output);
        await AskAsync("test -s /srv/site/restarts");
    }

    [LabFact]
    public async Task Ctrl_C_lets_the_running_change_end_and_says_where_the_run_stopped()
    {
        Task<LabResult> run = Host.RunAsync(Command("apply", "slow"));
        await UntilAsync(Host, "test -e /srv/slow/begun");
        await AskAsync("pkill -INT -x dotnet");

        LabResult result = await run;

        Assert.Equal(1, result.ExitCode);
        new PolicyRun(result).Says("stopping after the running change", "stopped before File[/srv/slow/after]", "Slow.cs:", "2 changed");
        await AskAsync("test -e /srv/slow/ended && test ! -e /srv/slow/after");
        (await ApplyAsync("slow")).Expect(0, changed: 1);
    }

    [LabFact]
    public async Task A_second_ctrl_C_ends_the_running_change_with_all_its_processes()
    {
        Task<LabResult> run = Host.RunAsync(Command("apply", "slow"));
        await UntilAsync(Host, "test -e /srv/slow/begun");
        await AskAsync("pkill -INT -x dotnet; sleep 0.5; pkill -INT -x dotnet");

        LabResult result = await run;

        Assert.Equal(1, result.ExitCode);
        new PolicyRun(result).Says("ending the running change");
        Assert.Equal("", await AskAsync("pgrep -af 'sleep 5[.]4321' || true"));
        await AskAsync("test ! -e /srv/slow/ended && test ! -e /srv/slow/after");
        (await ApplyAsync("slow")).Expect(0, changed: 2);
    }

    [LabFact]
    public async Task An_image_is_prepared_and_nothing_outside_it_changes()
    {
        // The image is this host's own system, seen through an overlay: a second Debian at no cost.
        await AskAsync(
            "mkdir -p /srv/image /run/image && mount -t tmpfs -o mode=0755 tmpfs /run/image && mkdir /run/image/upper /run/image/work "
            + "&& mount -t overlay -o lowerdir=/,upperdir=/run/image/upper,workdir=/run/image/work overlay /srv/image && mount --bind /srv/repo /srv/image/srv/repo && mount -t proc proc /srv/image/proc");
        await AskAsync("touch /run/before; sleep 0.1");
        string before = await AskAsync("getent passwd; getent group; sha256sum /var/lib/dpkg/status; systemctl list-unit-files | sort");

        PolicyRun plan = new(await Host.RunAsync(Command("plan --detailed-exitcode --root /srv/image", "image")));
        plan.Expect(2, changed: 7, unknown: 1).Says("Unknown until Package[opsmop-demo] has run");
        new PolicyRun(await Host.RunAsync(Command("apply --root /srv/image", "image"))).Expect(0, changed: 8);
        new PolicyRun(await Host.RunAsync(Command("apply --root /srv/image", "image"))).Expect(0, changed: 0);

        Assert.Equal("for debian", await AskAsync("cat /srv/image/etc/opsmop-image/conf"));
        Assert.Equal("/", await AskAsync("cat /srv/image/etc/opsmop-image/pwd"));
        Assert.Equal("4400 4400", await AskAsync("stat -c '%u %g' /srv/image/etc/opsmop-image/conf"));
        Assert.Equal("installed", await AskAsync("chroot /srv/image dpkg-query -W -f '${db:Status-Status}' opsmop-demo"));
        await AskAsync("test -L /srv/image/etc/systemd/system/multi-user.target.wants/opsmop-demo.service");
        Assert.Equal(before, await AskAsync("getent passwd; getent group; sha256sum /var/lib/dpkg/status; systemctl list-unit-files | sort"));
        Assert.Equal("", await AskAsync("find / -xdev -newer /run/before -type f -not -path '/var/log/*' -not -path '/var/lib/systemd/*' -not -path '/var/lib/opsmop/*'"));
        Assert.NotEqual("", await AskAsync("ls /var/lib/opsmop/images"));
    }

    [LabFact]
    public async Task Facts_name_the_distribution_and_its_managers()
    {
        using var facts = JsonDocument.Parse(await AskAsync(Command("facts --output json", "one-file")));
        JsonElement platform = facts.RootElement.GetProperty("platform");

        Assert.Equal(("linux", "debian", "12", "bookworm", "apt", "systemd"), (Text("system"), Text("distribution"), Text("version"), Text("codename"), Text("packageManager"), Text("serviceManager")));
        Assert.Equal(await AskAsync("uname -m"), Text("architecture"));
        Assert.Contains(Host.Address, facts.RootElement.GetProperty("network").GetRawText());

        string Text(string name) => platform.GetProperty(name).GetString()!;
    }

    [LabFact]
    public async Task Who_is_not_root_can_plan_what_can_be_read_and_is_told_what_cannot()
    {
        await AskAsync("useradd --create-home bob; mkdir -m 0700 /srv/slow; echo x > /srv/slow/secret; chmod 0600 /srv/slow/secret");

        (await AsBobAsync("packages", "packages.names=[opsmop-one]")).Expect(2, changed: 1);
        (await AsBobAsync("account")).Expect(2, changed: 7);
        (await AsBobAsync("unit")).Expect(2, changed: 3);
        (await AsBobAsync("one-file", "oneFile.path=/etc/motd", "oneFile.content=hello")).Expect(2, changed: 1).Says("+hello");
        (await AsBobAsync("one-file", "oneFile.path=/etc/shadow", "oneFile.content=hello")).Expect(1, changed: 0, failed: 1).Says("Cannot read /etc/shadow: permission is denied. Run as root");
        (await AsBobAsync("one-file", "oneFile.path=/srv/slow/secret", "oneFile.content=hello")).Expect(1, changed: 0, failed: 1).Says("/srv/slow", "permission is denied");
        LabResult apply = await Host.RunAsync($"cd /; runuser -u bob -- {Command("apply", "one-file", "oneFile.path=/etc/motd", "oneFile.content=hello")}");
        new PolicyRun(apply).Expect(1, changed: 0, failed: 1).Says("/etc", "permission is denied");
    }

    private async Task<PolicyRun> AsBobAsync(string scenario, params string[] settings) =>
        new(await Host.RunAsync($"cd /; runuser -u bob -- {Command("plan --detailed-exitcode", scenario, settings)}"));
}
