namespace OpsMop.Push.Lab.Tests.Proofs;

/// <summary>Disks that are full, and folders where no program may run.</summary>
public sealed class FullDiskTests(PushLabFixture fixture) : PushTestBase(fixture)
{
    [LabFact]
    public async Task A_host_whose_disk_is_full_says_so_and_the_others_are_done()
    {
        LabHost full = Fixture.Plain[0];
        LabHost well = Fixture.Plain[1];
        await CleanAsync(full, well);
        await RemoveAgentsAsync(full);

        // Everything that an agent could be put into.
        await full.FillDiskAsync("/var", "/root", "/home", "/tmp", "/opt");
        try
        {
            WriteInventory(full, well);
            ProgramRun run = (await PushAsync("ten-files")).Expect(1);
            run.Expect(well, "changed");
            Assert.Contains(run.Hosts[full.Name], new[] { "failed", "unreachable" });
            Assert.Matches("no room|is full|No space left", run.ErrorOf(full));
        }
        finally
        {
            await full.EmptyDiskAsync();
        }

        (await PushAsync("ten-files", "--limit", "@failed")).Expect(0).Expect(full, "changed");
        Assert.Equal("", (await full.EnterAsync("find / -xdev -name '.new*' -path '*opsmop*'")).OrThrow().Output);
        await CleanAsync(full, well);
    }

    [LabFact]
    public async Task A_disk_that_is_full_where_the_policy_writes_fails_the_resource_and_no_more()
    {
        LabHost full = Fixture.Plain[0];
        await CleanAsync(full);
        WriteInventory(full);
        (await PushAsync("ten-files", "--set", "ten-files.folder=/srv/ten")).Expect(0);
        await full.FillDiskAsync("/srv");
        try
        {
            (await PushAsync("ten-files", "--set", "ten-files.text=another line")).Expect(1).Expect(full, "failed", "Cannot write /srv/ten/0: the file system");
            Assert.Equal($"{full.Name}: a line 0\n", (await full.EnterAsync("cat /srv/ten/0")).OrThrow().Output);
        }
        finally
        {
            await full.EmptyDiskAsync();
        }

        (await PushAsync("ten-files", "--set", "ten-files.text=another line")).Expect(0).Expect(full, "changed");
        await CleanAsync(full);
    }

    [LabFact]
    public async Task Hosts_where_no_program_runs_in_tmp_or_in_homes_are_done_all_the_same()
    {
        LabHost host = Fixture.Plain[2];
        await host.AddUserAsync("ann");
        await CleanAsync(host);
        await RemoveAgentsAsync(host);
        await host.ForbidProgramsAsync("/tmp", "/root", "/home");
        try
        {
            WriteInventory(host);
            (await PushAsync("ten-files")).Expect(0).Expect(host, "changed");

            // Nor has a user any use for a home of that kind: there is another folder.
            WriteInventory((host, "user: ann"));
            (await PushAsync("ten-files", "--set", "ten-files.folder=/home/ann/ten")).Expect(0).Expect(host, "changed");
        }
        finally
        {
            await host.AllowProgramsAsync("/tmp", "/root", "/home");
            await host.RemoveUserAsync("ann");
            await CleanAsync(host);
        }
    }

    [LabFact]
    public async Task A_host_where_no_program_runs_anywhere_says_so()
    {
        LabHost host = Fixture.Plain[2];
        await host.EnterAsync("rm -rf /var/lib/opsmop /var/cache/opsmop /opt/opsmop /root/.cache/opsmop");
        await host.ForbidProgramsAsync("/var", "/opt", "/root", "/home", "/tmp");
        try
        {
            WriteInventory(host);
            ProgramRun run = (await PushAsync("ten-files")).Expect(1);
            Assert.Contains("does not let programs run", run.ErrorOf(host));

            // There is a way that needs no program there.
            (await PushAsync("ten-files", "--agentless")).Expect(0).Expect(host, "changed");
        }
        finally
        {
            await host.AllowProgramsAsync("/var", "/opt", "/root", "/home", "/tmp");
            await CleanAsync(host);
        }
    }

    [LabFact]
    public async Task A_host_without_gzip_and_one_with_busybox_alone_get_the_agent()
    {
        LabHost host = Fixture.Plain[3];
        try
        {
            WriteInventory(host);
            await RemoveAgentsAsync(host);
            await host.RemoveProgramsAsync("gzip");
            (await PushAsync("ten-files")).Expect(0).Expect(host, "changed");

            await CleanAsync(host);
            await RemoveAgentsAsync(host);
            await host.LeaveBusyboxAsync();
            (await PushAsync("ten-files")).Expect(0).Expect(host, "changed");
            (await PushAsync("ten-files", "--agentless", "--set", "ten-files.text=another line")).Expect(0).Expect(host, "changed");
        }
        finally
        {
            await host.ResetAsync();
        }
    }
}
