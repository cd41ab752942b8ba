using System.Diagnostics;

namespace OpsMop.Lab.Tests;

[Collection(LabCollection.Name)]
public sealed class LabTests(LabFixture fixture)
{
    private Lab Lab => fixture.Lab;

    private LabHost First => fixture.Hosts[0];

    private LabHost Second => fixture.Hosts[1];

    [LabFact]
    public async Task Two_hosts_are_up_and_all_their_units_run()
    {
        foreach (LabHost host in fixture.Hosts)
        {
            await AssertRunningAsync(host);
        }
    }

    [LabFact]
    public void The_hosts_share_no_control_group()
    {
        // Each process of a host is in a group below the host's own, so that no systemd meets another's units.
        string[] groups = [.. Directory.GetDirectories("/proc").Select(process => ReadOrNothing($"{process}/cgroup")).SelectMany(text => text.Split('\n')).Where(line => line.Contains("/payload/"))];

        Assert.All(fixture.Hosts, host => Assert.Contains(groups, line => line.Contains($"/opsmop-lab-{host.Name}/")));

        static string ReadOrNothing(string file)
        {
            try
            {
                return File.ReadAllText(file);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                return "";
            }
        }
    }

    [LabFact]
    public async Task A_command_gives_its_exit_code_output_error_and_takes_input()
    {
        LabResult result = await First.RunAsync("cat; echo oops >&2; id -un; hostname; exit 3", input: "hello ");

        Assert.Equal((3, $"hello root\n{First.Name}\n", "oops\n"), (result.ExitCode, result.Output, result.Error));
        Assert.Contains("oops", Assert.Throws<InvalidOperationException>(() => result.OrThrow()).Message);
        Assert.Equal(124, (await First.RunAsync("sleep 60", time: TimeSpan.FromSeconds(1))).ExitCode);
    }

    [LabFact]
    public async Task The_hosts_reach_each_other_by_name_and_nothing_else()
    {
        Assert.Equal($"{Second.Address} {Second.Name}.example {Second.Name}", string.Join(' ', (await First.RunAsync($"getent hosts {Second.Name}")).OrThrow().Output.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
        (await First.RunAsync($"timeout 5 bash -c 'exec 3<>/dev/tcp/{Second.Name}/22; head -c 4 <&3'")).OrThrow();
        Assert.Equal("", (await First.RunAsync("ip route show default")).OrThrow().Output);
    }

    [LabFact]
    public async Task A_folder_is_copied_and_the_root_is_seen_from_outside()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("opsmop-lab-");
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "a.txt"), "text");
        await First.CopyAsync(folder.FullName, "/srv/copied");
        folder.Delete(recursive: true);

        Assert.Equal("text", (await First.RunAsync("cat /srv/copied/a.txt")).OrThrow().Output);
        Assert.Equal("text", await File.ReadAllTextAsync(First.Root + "/srv/copied/a.txt"));
        Assert.False(Directory.Exists(Second.Root + "/srv/copied"));
    }

    [LabFact]
    public async Task The_shared_folder_is_there_at_once_and_read_only()
    {
        await File.WriteAllTextAsync(Path.Combine(Lab.Shared, "shared.txt"), "seen");

        Assert.Equal("seen", (await Second.RunAsync("cat /srv/lab/shared.txt")).OrThrow().Output);
        Assert.False((await Second.RunAsync("touch /srv/lab/x")).Succeeded);
    }

    [LabFact]
    public async Task Dotnet_runs_on_a_host() =>
        Assert.Contains($"Microsoft.NETCore.App {Environment.Version}", (await First.RunAsync("DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1 dotnet --list-runtimes")).OrThrow().Output);

    [LabFact]
    public async Task Packages_come_from_the_folder_and_bring_their_service()
    {
        Assert.True(Lab.Repository.Has(LabRepository.Demo));
        (await Second.RunAsync("apt-get -q update && DEBIAN_FRONTEND=noninteractive apt-get -qy install opsmop-demo=1.0")).OrThrow();

        Assert.Equal("active\n1.0\n", (await Second.RunAsync("systemctl is-active opsmop-demo; opsmop-demo --version")).OrThrow().Output);

        (await Second.RunAsync("DEBIAN_FRONTEND=noninteractive apt-get -qy upgrade")).OrThrow();
        Assert.Equal("active\n2.0\n", (await Second.RunAsync("systemctl is-active opsmop-demo; opsmop-demo --version")).OrThrow().Output);

        (await Second.RunAsync("DEBIAN_FRONTEND=noninteractive apt-get -qy purge opsmop-demo")).OrThrow();
        Assert.False((await Second.RunAsync("systemctl is-active opsmop-demo || test -e /etc/opsmop-demo.conf")).Succeeded);
    }

    [LabFact]
    public async Task A_package_of_a_tests_own_making_can_be_added_while_the_hosts_run()
    {
        await Lab.Repository.AddAsync("opsmop-extra", "0.1", new Dictionary<string, (string, string)> { ["/usr/share/opsmop-extra/x"] = ("x\n", "644") });

        Assert.Equal("x\n", (await First.RunAsync("apt-get -qq update && apt-get -qqy install opsmop-extra >/dev/null 2>&1; cat /usr/share/opsmop-extra/x")).OrThrow().Output);
    }

    [LabFact]
    public async Task A_host_that_loses_its_power_keeps_its_disk_and_a_reset_clears_it()
    {
        LabHost host = (await Lab.AddHostsAsync(1))[0];
        (await host.RunAsync("echo kept > /srv/kept && sync")).OrThrow();

        await host.KillAsync();
        Assert.False(host.IsRunning);
        Assert.Equal(255, (await host.RunAsync("true")).ExitCode);

        await host.StartAsync();
        await AssertRunningAsync(host);
        Assert.Equal("kept\n", (await host.RunAsync("cat /srv/kept")).OrThrow().Output);

        var clock = Stopwatch.StartNew();
        await host.ResetAsync();
        Assert.False((await host.RunAsync("test -e /srv/kept")).Succeeded);
        Assert.InRange(clock.Elapsed.TotalSeconds, 0, 30);
        await AssertRunningAsync(host);
        await Lab.RemoveHostAsync(host);
        Assert.DoesNotContain(host, Lab.Hosts);
    }

    [LabFact]
    public async Task A_process_has_one_lab()
    {
        _ = Lab;
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => Lab.StartAsync(1));

        Assert.Contains("has a lab already", error.Message);
    }

    [LabFact]
    public async Task A_removed_host_leaves_no_process_no_mount_and_no_interface()
    {
        LabHost host = (await Lab.AddHostsAsync(1))[0];
        string marker = (await host.RunAsync("cat /proc/sys/kernel/random/uuid")).OrThrow().Output.Trim();
        (await host.RunAsync($"systemd-run --quiet --setenv=MARKER={marker} sleep 1234")).OrThrow();

        // systemd has started it when it has forked; the process has its environment a moment later.
        for (int i = 0; i < 100 && Marked().Length == 0; i++)
        {
            await Task.Delay(50);
        }

        Assert.Single(Marked());

        await host.KillAsync();

        Assert.Empty(Marked());
        Assert.False(Directory.Exists($"/sys/class/net/vb-{host.Name}"));

        // What the next lab would do had this process been killed: the record alone must be enough.
        await host.StartAsync();
        await LabState.EndAsync(host.Name);
        await LabState.RemoveAsync(host.Root);
        Assert.False(host.IsRunning);
        Assert.DoesNotContain(host.Root, await File.ReadAllTextAsync("/proc/self/mountinfo"));
        await Lab.RemoveHostAsync(host);

        string[] Marked() => [.. Directory.GetDirectories("/proc").Where(process => Holds($"{process}/environ", $"MARKER={marker}"))];

        static bool Holds(string file, string text)
        {
            try
            {
                return File.ReadAllText(file).Contains(text);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                return false;
            }
        }
    }

    private static async Task AssertRunningAsync(LabHost host)
    {
        LabResult state = await host.RunAsync("systemctl is-system-running --wait");
        if (!state.Succeeded)
        {
            LabResult failed = await host.RunAsync("systemctl status --no-pager --full $(systemctl --failed --plain --no-legend | cut -d' ' -f1)");
            Assert.Fail($"{host.Name} is {state.Output}{state.Error}{failed.Output}");
        }
    }
}
