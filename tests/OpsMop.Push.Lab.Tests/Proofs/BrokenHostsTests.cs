namespace OpsMop.Push.Lab.Tests.Proofs;

/// <summary>Hosts that cannot be worked on, each in its own way, beside hosts that can: all are told as they are, and nobody waits longer than the timeout.</summary>
public sealed class BrokenHostsTests(PushLabFixture fixture) : PushTestBase(fixture)
{
    [LabFact]
    public async Task Each_host_that_cannot_be_reached_says_why_and_the_others_are_done_meanwhile()
    {
        LabHost refusing = Fixture.Plain[0];
        LabHost changed = Fixture.Plain[1];
        LabHost unknown = Fixture.Plain[2];
        LabHost away = Fixture.Plain[3];
        LabHost dead = Fixture.Plain[4];
        LabHost blocked = Fixture.Plain[5];
        LabHost noisy = Fixture.Plain[6];
        LabHost limited = Fixture.Plain[7];
        LabHost slow = Fixture.Plain[8];
        LabHost well = Fixture.Plain[9];
        await CleanAsync(Fixture.Plain);
        await refusing.StopSshdAsync();
        await changed.ChangeHostKeyAsync();
        unknown.ForgetHostKey();
        await away.CutOffAsync();
        await dead.KillAsync();
        await blocked.BlockLoginAsync("root");
        await noisy.MakeLoginNoisyAsync("root", "opsmop-ready? No: 'welcome' to \"work\".\n\n{\"event\":\"push.finished\"}");
        await limited.LimitStartupsAsync();
        SlowLink link = await slow.SlowDownAsync(TimeSpan.FromMilliseconds(100), loss: 0.02);
        try
        {
            WriteInventory(Fixture.Plain);
            ProgramRun run = (await PushAsync("ten-files", "--timeout", "6s")).Expect(1);

            run.Expect(refusing, "unreachable", "no sshd listens")
                .Expect(changed, "unreachable", "host key is not the known one")
                .Expect(unknown, "unreachable", "host key is not known")
                .Expect(away, "unreachable", "within 6")
                .Expect(dead, "unreachable")
                .Expect(blocked, "unreachable", "within 6")
                .Expect(noisy, "changed").Expect(limited, "changed").Expect(slow, "changed").Expect(well, "changed");
            Assert.True(link.Lost > 0);
            Assert.Equal(10, run.Hosts.Count);

            // The sums are those of the hosts; and of them only the slow one may take longer than the timeout, as it is not silent.
            Assert.Equal("6", ProgramRun.Text(run.Events[^1], "unreachable"));
            Assert.Equal("4", ProgramRun.Text(run.Events[^1], "changed"));
            Assert.All(run.Of("host.finished").Where(one => ProgramRun.Text(one, "status") == "unreachable"), one => Assert.InRange(one.GetProperty("seconds").GetDouble(), 0, 15));
            Assert.True(run.Took < TimeSpan.FromSeconds(90), $"It took {run.Took}.");
        }
        finally
        {
            await link.DisposeAsync();
            await limited.ResetSshdAsync();
            await noisy.RestoreLoginAsync("root");
            await blocked.RestoreLoginAsync("root");
            await dead.StartAsync();
            await away.ReconnectAsync();
            unknown.TrustHostKey();
            changed.TrustHostKey();
            await refusing.StartSshdAsync();
        }

        // Mended, they are done with what the summary said.
        ProgramRun again = (await PushAsync("ten-files", "--limit", "@failed")).Expect(0);
        Assert.Equal(6, again.Hosts.Count);
        Assert.All(again.Hosts.Values, status => Assert.Equal("changed", status));
        await CleanAsync(Fixture.Plain);
    }

    [LabFact]
    public async Task A_new_host_key_is_accepted_and_remembered_where_the_inventory_says_so_and_a_changed_one_is_not()
    {
        LabHost host = Fixture.Plain[2];
        host.ForgetHostKey();
        try
        {
            WriteInventory((host, "host-keys: accept-new"));
            (await PushAsync("ten-files")).Expect(0);
            WriteInventory((host, "host-keys: strict"));
            (await PushAsync("ten-files")).Expect(0).Expect(host, "ok");

            host.TrustHostKey();
            await host.ChangeHostKeyAsync();
            WriteInventory((host, "host-keys: accept-new"));
            (await PushAsync("ten-files")).Expect(1).Expect(host, "unreachable", "host key is not the known one");
        }
        finally
        {
            host.TrustHostKey();
            await CleanAsync(host);
        }
    }

    [LabFact]
    public async Task Many_names_of_one_host_that_turns_logins_away_are_all_done_in_the_end()
    {
        LabHost host = Fixture.Plain[7];
        await host.SetSshdAsync("MaxStartups 2");
        try
        {
            string names = string.Join("\n", Enumerable.Range(1, 12).Select(i => $"  one-of-many-{i}:\n    connect: {{user: root, address: {host.Name}}}"));
            Program.Write("inventory.yaml", $"hosts:\n{names}\n");

            ProgramRun run = (await Program.RunAsync(["exec", "all", "--yes", "--output", "json", "--", "true"])).Expect(0);
            Assert.Equal(12, run.Hosts.Count(one => one.Value is "ok" or "changed"));
        }
        finally
        {
            await host.ResetSshdAsync();
        }
    }

    [LabFact]
    public async Task A_host_that_loses_power_in_the_middle_is_told_and_the_others_go_on()
    {
        LabHost dying = Fixture.Plain[4];
        LabHost[] hosts = [.. Fixture.Plain.Skip(4).Take(3)];
        await CleanAsync(hosts);
        WriteInventory(hosts);
        await using RunningProgram push = StartPush("slow", "--timeout", "6s");
        await UntilAsync(dying, "test -e /srv/slow/1.begun");
        await dying.KillAsync();
        try
        {
            ProgramRun run = (await push.EndAsync(TimeSpan.FromSeconds(90))).Expect(1);
            run.Expect(dying, "unreachable").Expect(hosts[1], "changed").Expect(hosts[2], "changed");
        }
        finally
        {
            await dying.StartAsync();
        }

        // What it had done before stays done; a new push does the rest, though the lock's owner is gone.
        (await PushAsync("slow", "--limit", "@failed")).Expect(0).Expect(dying, "changed");
        Assert.True(File.Exists(dying.Root + "/srv/slow/after"));
        await CleanAsync(hosts);
    }
}
