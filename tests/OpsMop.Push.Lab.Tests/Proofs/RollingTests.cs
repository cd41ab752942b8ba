namespace OpsMop.Push.Lab.Tests.Proofs;

/// <summary>The order in which hosts have their turn: batches, failures, delegation, once, and files of the project.</summary>
public sealed class RollingTests(PushLabFixture fixture) : PushTestBase(fixture)
{
    private LabHost[] Web => [.. Fixture.Plain.Take(4)];

    private LabHost Balancer => Fixture.Plain[4];

    private string Pattern => string.Join(',', Web.Select(host => host.Name));

    [LabFact]
    public async Task A_rolling_update_takes_each_batch_out_of_the_balancer_and_puts_it_back()
    {
        await PrepareAsync();
        ProgramRun run = (await PushAsync("rolling", "--set", $"hosts={Pattern}", "--set", "batches=[1, 50%]", "--set", $"balancer={Balancer.Name}", "--limit", Pattern)).Expect(0);

        Assert.Equal([1, 2, 1], run.Of("batch.started").Select(one => one.GetProperty("hosts").GetArrayLength()));
        string[] marks = [.. (await Balancer.EnterAsync("cat /srv/marks")).OrThrow().Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => string.Join(' ', line.Split(' ').Take(2)))];
        Assert.Equal(8, marks.Length);
        Assert.Equal($"drained {Web[0].Name}", marks[0]);
        Assert.Equal($"restored {Web[0].Name}", marks[1]);
        Assert.All(Web, host => Assert.True(Array.IndexOf(marks, $"drained {host.Name}") < Array.IndexOf(marks, $"restored {host.Name}")));
        Assert.All(Web, host => Assert.StartsWith($"done {host.Name} ", File.ReadAllText(host.Root + "/srv/marks")));
        await CleanAsync([.. Web, Balancer]);
    }

    [LabFact]
    public async Task A_rollout_stops_when_more_hosts_fail_than_may()
    {
        await PrepareAsync();
        ProgramRun run = (await PushAsync("rolling", "--set", $"hosts={Pattern}", "--set", "batches=[1]", "--set", "max-failures=0", "--set", $"failing.fail-on=[{Web[1].Name}]", "--limit", Pattern)).Expect(1);

        run.Expect(Web[0], "changed").Expect(Web[1], "failed", "exit code 3", "the database of").Expect(Web[2], "skipped").Expect(Web[3], "skipped");
        Assert.False(File.Exists(Web[2].Root + "/srv/marks"));

        // Mended: what is left is done, and what was done is left alone.
        ProgramRun again = (await PushAsync("rolling", "--set", $"hosts={Pattern}", "--set", "batches=[1]", "--limit", "@failed")).Expect(0);
        Assert.Equal(Web.Skip(1).Select(host => host.Name).Order(), again.Hosts.Keys.Order());
        await CleanAsync(Web);
    }

    [LabFact]
    public async Task One_hosts_failure_does_not_keep_the_others_from_their_roles()
    {
        await PrepareAsync();
        ProgramRun run = (await PushAsync("failing", "--set", $"failing.fail-on=[{Web[0].Name}]", "--limit", Pattern)).Expect(1);

        run.Expect(Web[0], "failed", "exit code 3", "the database of");
        Assert.Contains($"the database of {Web[0].Name} is not there", run.Said);
        Assert.All(Web[1..], host => run.Expect(host, "changed"));
        Assert.False(File.Exists(Web[0].Root + "/srv/failing/after"));
        Assert.All(Web[1..], host => Assert.True(File.Exists(host.Root + "/srv/ten/9")));
        await CleanAsync(Web);
    }

    [LabFact]
    public async Task A_role_that_runs_once_runs_on_one_host()
    {
        await PrepareAsync();
        (await PushAsync("once", "--limit", Pattern)).Expect(0);

        Assert.Single(Web, host => File.Exists(host.Root + "/srv/marks"));
        await CleanAsync(Web);
    }

    [LabFact]
    public async Task Files_of_the_project_arrive_byte_for_byte_and_only_once()
    {
        await PrepareAsync();
        byte[] big = new byte[5_000_000];
        new Random(3).NextBytes(big);
        Directory.CreateDirectory(Path.Combine(Program.Folder, "files"));
        await File.WriteAllBytesAsync(Path.Combine(Program.Folder, "files/big.bin"), big);
        string[] arguments = ["--set", "sources.big=true", "--limit", Web[0].Name];

        (await PushAsync("sources", arguments)).Expect(0).Expect(Web[0], "changed");
        Assert.Equal(big, await File.ReadAllBytesAsync(Web[0].Root + "/srv/sources/big.bin"));
        Assert.Equal("A file of the project.\n", await File.ReadAllTextAsync(Web[0].Root + "/srv/sources/small.txt"));

        string counter = $"/sys/class/net/vb-{Web[0].Name}/statistics/tx_bytes";
        long before = long.Parse(await File.ReadAllTextAsync(counter), System.Globalization.CultureInfo.InvariantCulture);
        (await PushAsync("sources", arguments)).Expect(0).Expect(Web[0], "ok");
        Assert.InRange(long.Parse(await File.ReadAllTextAsync(counter), System.Globalization.CultureInfo.InvariantCulture) - before, 0, 500_000);
        await CleanAsync(Web);
    }

    [LabFact]
    public async Task A_handler_runs_where_its_cause_has_changed()
    {
        await PrepareAsync();
        LabHost host = Web[0];
        (await PushAsync("service", "--limit", host.Name)).Expect(0).Expect(host, "changed");
        (await PushAsync("service", "--limit", host.Name)).Expect(0).Expect(host, "ok");
        (await PushAsync("service", "--limit", host.Name, "--set", "demo-service.setting=2")).Expect(0).Expect(host, "changed");
        await UntilAsync(host, "test \"$(tail -n 1 /run/push-demo)\" = 'setting 2'");
        (await host.EnterAsync("systemctl disable --now --quiet push-demo; rm -f /etc/systemd/system/push-demo.service /etc/push-demo.conf /run/push-demo; systemctl daemon-reload")).OrThrow();
    }

    [LabFact]
    public async Task Everything_is_asked_for_unless_it_is_said()
    {
        await PrepareAsync();
        ProgramRun run = await Program.RunAsync(["push", "--set", "scenario=ten-files", "--output", "json"]);

        Assert.Equal(64, run.ExitCode);
        Assert.Contains("--yes", run.Error);
        Assert.False(File.Exists(Web[0].Root + "/srv/ten/0"));
    }

    private async Task PrepareAsync()
    {
        await CleanAsync([.. Web, Balancer]);
        WriteInventory([.. Web, Balancer]);
    }
}
