namespace OpsMop.Push.Lab.Tests.Proofs;

/// <summary>Pushes that are stopped, killed or cut off in the middle: running changes finish, nothing is left behind on either side, and what happened meanwhile is told later.</summary>
public sealed class InterruptionTests(PushLabFixture fixture) : PushTestBase(fixture)
{
    private LabHost First => Fixture.Plain[0];

    private LabHost Behind => Fixture.Behind[0];

    // The bastion is only on the way.
    private string Both => $"{First.Name},{Behind.Name}";

    [LabFact]
    public async Task Ctrl_C_lets_the_running_changes_finish_and_leaves_nothing_running()
    {
        await PrepareAsync();
        await using RunningProgram push = StartPush("slow", "--limit", Both);
        await UntilAsync(First, "test -e /srv/slow/1.begun");
        await UntilAsync(Behind, "test -e /srv/slow/1.begun");
        await push.InterruptAsync();
        ProgramRun run = (await push.EndAsync(TimeSpan.FromSeconds(40))).Expect(1);

        foreach (LabHost host in new[] { First, Behind })
        {
            await AssertNothingRunsAsync(host);

            // Whatever was begun has ended, and not everything was begun.
            LabResult left = await host.EnterAsync("cd /srv/slow; ls *.begun | wc -l; for mark in *.begun; do [ -e ${mark%.begun}.ended ] || echo $mark; done; ls after 2>/dev/null");
            Assert.Matches("^[1-5]\n$", left.Output);
        }

        Assert.Equal("push.finished", ProgramRun.Text(run.Events[^1], "event"));
        await AssertNoSshAsync();

        (await PushAsync("slow", "--limit", "@failed")).Expect(0).Expect(First, "changed").Expect(Behind, "changed");
        await CleanAsync(First, Behind);
    }

    [LabFact]
    public async Task A_second_Ctrl_C_ends_the_running_changes_too()
    {
        await PrepareAsync();
        await using RunningProgram push = StartPush("slow", "--limit", Both, "--set", "slow.steps=60");
        await UntilAsync(First, "test -e /srv/slow/0.begun");
        await push.InterruptAsync();
        await Task.Delay(TimeSpan.FromSeconds(0.5));
        await push.InterruptAsync();
        (await push.EndAsync(TimeSpan.FromSeconds(30))).Expect(1);

        await AssertNothingRunsAsync(First);
        await AssertNothingRunsAsync(Behind);
        await AssertNoSshAsync();
        await CleanAsync(First, Behind);
    }

    [LabFact]
    public async Task A_controller_that_is_killed_leaves_no_orphans_and_the_next_push_tells_what_its_agents_did()
    {
        await PrepareAsync();
        await using RunningProgram push = StartPush("slow", "--limit", Both);
        await UntilAsync(First, "test -e /srv/slow/1.begun");
        await UntilAsync(Behind, "test -e /srv/slow/1.begun");
        await push.SignalAsync("KILL");
        await push.EndAsync(TimeSpan.FromSeconds(20));

        // Its connections end with it; its agents do what they were given.
        await AssertNoSshAsync();
        await UntilAsync(First, "test -e /srv/slow/after");
        await UntilAsync(Behind, "test -e /srv/slow/after");
        await AssertNothingRunsAsync(First);
        await AssertNothingRunsAsync(Behind);

        ProgramRun run = (await PushAsync("slow", "--limit", Both)).Expect(0).Expect(First, "ok").Expect(Behind, "ok");
        Assert.Contains(run.Events, one => ProgramRun.Text(one, "host") == First.Name && ProgramRun.Text(one, "message").Contains("whose connection broke, has ended: 8 changed", StringComparison.Ordinal));
        await CleanAsync(First, Behind);
    }

    [LabFact]
    public async Task An_agent_that_is_to_stop_when_its_connection_breaks_ends_after_the_running_change()
    {
        await PrepareAsync("on-disconnect: stop");
        await using RunningProgram push = StartPush("slow", "--limit", Both);
        await UntilAsync(First, "test -e /srv/slow/1.begun");
        await push.SignalAsync("KILL");
        await push.EndAsync(TimeSpan.FromSeconds(20));

        await AssertNothingRunsAsync(First);
        LabResult left = await First.EnterAsync("cd /srv/slow; for mark in *.begun; do [ -e ${mark%.begun}.ended ] || echo $mark; done; ls after 2>/dev/null");
        Assert.Equal("", left.Output);
        await AssertNothingRunsAsync(Behind);
        await CleanAsync(First, Behind);
    }

    [LabFact]
    public async Task A_host_that_is_cut_off_in_the_middle_goes_on_and_its_result_is_fetched_when_it_is_back()
    {
        await PrepareAsync();
        await using RunningProgram push = StartPush("slow", "--limit", Both, "--set", "slow.steps=8", "--timeout", "4s");
        await UntilAsync(First, "test -e /srv/slow/1.begun");
        await First.CutOffAsync();
        try
        {
            await UntilAsync(First, "test -e /srv/slow/3.ended");
        }
        finally
        {
            await First.ReconnectAsync();
        }

        ProgramRun run = await push.EndAsync(TimeSpan.FromSeconds(90));
        Assert.False(run.TimedOut, run.Said);
        run.Expect(Behind, "changed");
        await UntilAsync(First, "test -e /srv/slow/after");
        await AssertNothingRunsAsync(First);

        // Either this push has found it again, or it has said that it was lost, and the next one tells.
        if (run.Hosts[First.Name] == "unreachable")
        {
            ProgramRun again = (await PushAsync("slow", "--set", "slow.steps=8", "--limit", "@failed")).Expect(0);
            Assert.Contains(again.Events, one => ProgramRun.Text(one, "host") == First.Name && ProgramRun.Text(one, "message").Contains("whose connection broke", StringComparison.Ordinal));
        }
        else
        {
            run.Expect(First, "changed").Expect(0);
        }

        await CleanAsync(First, Behind);
    }

    [LabFact]
    public async Task A_host_that_is_worked_on_already_says_by_whom()
    {
        await PrepareAsync();
        await using RunningProgram push = StartPush("slow", "--limit", Both);
        await UntilAsync(First, "test -e /srv/slow/0.begun");

        ProgramRun second = await PushAsync("ten-files", "--limit", First.Name);
        Assert.True(second.ExitCode == 1 && !second.TimedOut, second.Said);
        second.Expect(First, "failed");
        (await push.EndAsync()).Expect(0);
        await CleanAsync(First, Behind);
    }

    private async Task PrepareAsync(string connect = "")
    {
        await CleanAsync(First, Behind);
        string rest = connect.Length == 0 ? "" : ", " + connect;
        Program.Write(
            "inventory.yaml",
            $"connect: {{user: root, timeout: 10s}}\nhosts:\n  {First.Name}: {{connect: {{user: root{rest}}}}}\n  {Behind.Name}: {{connect: {{via: {Fixture.Bastion.Name}{rest}}}}}\n  {Fixture.Bastion.Name}:\n");
    }

    /// <summary>Fails if an ssh to a host of the lab lives on.</summary>
    private async Task AssertNoSshAsync()
    {
        for (int i = 0; ; i++)
        {
            LabResult left = await OpsMop.Lab.Lab.RunHereAsync($"pgrep -a -x ssh | grep -F {Program.Home} || pgrep -a -x ssh | grep -wF -e {First.Name} -e {Fixture.Bastion.Name}");
            if (left.Output.Length == 0)
            {
                return;
            }

            Assert.True(i < 100, $"It still runs:\n{left.Output}");
            await Task.Delay(100);
        }
    }
}
