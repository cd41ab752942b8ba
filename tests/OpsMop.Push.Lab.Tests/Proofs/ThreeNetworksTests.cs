using System.Globalization;

namespace OpsMop.Push.Lab.Tests.Proofs;

/// <summary>Twenty hosts in three networks: behind a bastion, and behind a relay that is behind it.</summary>
public sealed class ThreeNetworksTests(PushLabFixture fixture) : PushTestBase(fixture)
{
    [LabFact]
    public async Task Twenty_hosts_in_three_networks_are_changed_and_then_have_nothing_to_do()
    {
        WriteTree(relay: false);
        await CleanAsync(Lab.Hosts);

        ProgramRun first = (await PushAsync("ten-files")).Expect(0);
        Assert.All(Lab.Hosts, host => first.Expect(host, "changed"));
        foreach (LabHost host in Lab.Hosts)
        {
            Assert.Equal($"{host.Name}: a line 9\n", (await host.EnterAsync("cat /srv/ten/9")).OrThrow().Output);
        }

        ProgramRun second = (await PushAsync("ten-files")).Expect(0);
        Assert.All(Lab.Hosts, host => second.Expect(host, "ok"));
        Assert.All(second.Of("host.contacted"), one => Assert.Equal("0", ProgramRun.Text(one, "agentBytes")));
        Assert.Equal(20, second.Of("host.contacted").Count());
        Assert.Equal("push.finished", ProgramRun.Text(second.Events[^1], "event"));
        await CleanAsync(Lab.Hosts);
    }

    [LabFact]
    public async Task A_plan_says_what_a_push_would_do_at_depth_three_and_does_nothing()
    {
        LabHost deep = Fixture.Deepest[0];
        WriteTree(relay: false);
        await CleanAsync(deep);

        (await PushAsync("ten-files", "--plan", "--limit", deep.Name)).Expect(0).Expect(deep, "changed");
        Assert.False((await deep.EnterAsync("test -e /srv/ten")).Succeeded);
        Assert.Equal(2, (await PushAsync("ten-files", "--plan", "--detailed-exitcode", "--limit", deep.Name)).ExitCode);
    }

    [LabFact]
    public async Task A_command_runs_on_all_of_them()
    {
        WriteTree(relay: false);

        ProgramRun run = (await Program.RunAsync(["exec", "all", "--yes", "--output", "json", "--", "hostname"])).Expect(0);
        Assert.Equal(
            Lab.Hosts.Select(host => (host.Name, host.Name + "\n")).Order(),
            run.Of("command.finished").Select(one => (ProgramRun.Text(one, "host"), ProgramRun.Text(one, "output"))).Order());
    }

    [LabFact]
    public async Task The_link_to_a_relay_carries_the_agent_once_for_all_behind_it()
    {
        await Fixture.Bastion.LetReachAsync([.. Fixture.Behind, Fixture.Relay]);
        await Fixture.Relay.LetReachAsync(Fixture.Deepest);
        try
        {
            WriteTree(relay: true);
            LabHost[] beyond = [.. Fixture.Behind, Fixture.Relay, .. Fixture.Deepest];
            await CleanAsync(beyond);
            await RemoveAgentsAsync([Fixture.Bastion, .. beyond]);
            long before = SentTo(Fixture.Bastion);

            ProgramRun run = (await PushAsync("ten-files", "--limit", string.Join(',', beyond.Select(host => host.Name)))).Expect(0);
            Assert.All(beyond, host => run.Expect(host, "changed"));
            long agent = run.Of("host.contacted").Max(one => long.Parse(ProgramRun.Text(one, "agentBytes"), CultureInfo.InvariantCulture));
            Assert.True(agent > 1_000_000, $"The agent has {agent} bytes.");
            Assert.All(beyond, host => Assert.Equal($"{host.Name}: a line 0\n", File.ReadAllText(host.Root + "/srv/ten/0")));

            // Once for the bastion itself, and once for the nine hosts that got it from there.
            Assert.InRange(SentTo(Fixture.Bastion) - before, agent, (long)(agent * 2.5));
            await CleanAsync(beyond);
        }
        finally
        {
            await Fixture.Bastion.ForgetOthersAsync();
            await Fixture.Relay.ForgetOthersAsync();
        }
    }

    [LabFact]
    public async Task A_bastion_that_is_away_is_why_the_hosts_behind_it_are_not_reached_and_nobody_waits_for_them()
    {
        WriteTree(relay: false);
        await CleanAsync(Fixture.Plain);
        await Fixture.Bastion.CutOffAsync();
        try
        {
            ProgramRun run = (await PushAsync("ten-files", "--timeout", "4s")).Expect(1);
            Assert.All(Fixture.Plain, host => run.Expect(host, "changed"));
            Assert.All([.. Fixture.Behind, Fixture.Relay, .. Fixture.Deepest], host => run.Expect(host, "unreachable", Fixture.Bastion.Name));
            run.Expect(Fixture.Bastion, "unreachable");
            Assert.Equal("@failed", ProgramRun.Text(run.Events[^1], "again"));
            Assert.True(run.Took < TimeSpan.FromSeconds(60), $"It took {run.Took}.");
        }
        finally
        {
            await Fixture.Bastion.ReconnectAsync();
        }

        // What failed can be gone on with.
        ProgramRun again = (await PushAsync("ten-files", "--limit", "@failed")).Expect(0);
        Assert.Equal(10, again.Hosts.Count);
        Assert.DoesNotContain(Fixture.Plain[0].Name, again.Hosts.Keys);
        await CleanAsync(Lab.Hosts);
    }

    private void WriteTree(bool relay)
    {
        string serves = relay ? ", relay: true" : "";
        WriteInventory(
        [
            .. Fixture.Plain.Select(host => (host, "")),
            (Fixture.Bastion, $"user: root{serves}"),
            .. Fixture.Behind.Select(host => (host, $"via: {Fixture.Bastion.Name}")),
            (Fixture.Relay, $"via: {Fixture.Bastion.Name}{serves}"),
            .. Fixture.Deepest.Select(host => (host, $"via: {Fixture.Relay.Name}")),
        ]);
    }

    /// <summary>How many bytes this machine has sent to a host.</summary>
    private static long SentTo(LabHost host) => long.Parse(File.ReadAllText($"/sys/class/net/vb-{host.Name}/statistics/tx_bytes").Trim(), CultureInfo.InvariantCulture);
}
