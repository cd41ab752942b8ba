namespace OpsMop.Push.Lab.Tests;

/// <summary>The lab of push is what its tests take it for.</summary>
[Collection(PushLabCollection.Name)]
public sealed class LabTests(PushLabFixture fixture)
{
    private OpsMop.Lab.Lab Lab => fixture.Lab;

    private LabHost First => fixture.Plain[0];

    [LabFact]
    public async Task Twenty_hosts_are_up_and_each_runs_commands()
    {
        Assert.Equal(20, Lab.Hosts.Count);
        string[] names = await Task.WhenAll(Lab.Hosts.Select(async host => (await host.RunAsync("hostname")).OrThrow().Output.Trim()));

        Assert.Equal(Lab.Hosts.Select(host => host.Name), names);
        Assert.True(fixture.BootTime < TimeSpan.FromSeconds(60), $"The hosts took {fixture.BootTime} to boot.");
    }

    [LabFact]
    public async Task Depth_three_is_reached_through_the_chain_and_in_no_other_way()
    {
        LabHost deep = fixture.Deepest[0];

        // This machine has no way there, nor has a plain host or the bastion.
        Assert.Contains("No route to host", (await Local($"ssh -F {Lab.SshConfig} {deep.Name} true")).Error);
        Assert.Contains("No route to host", (await Local($"ssh -F {Lab.SshConfig} {fixture.Behind[0].Name} true")).Error);
        Assert.False((await First.RunAsync($"timeout 2 bash -c 'exec 3<>/dev/tcp/{fixture.Behind[0].Address}/22'")).Succeeded);
        Assert.False((await First.RunAsync($"getent hosts {fixture.Behind[0].Name}")).Succeeded);
        Assert.False((await fixture.Bastion.RunAsync($"timeout 2 bash -c 'exec 3<>/dev/tcp/{deep.Address}/22'")).Succeeded);
        Assert.False((await fixture.Bastion.RunAsync($"getent hosts {deep.Name}")).Succeeded);

        LabResult chained = await Local($"ssh -F {Lab.SshConfig} -J {fixture.Bastion.Name},{fixture.Relay.Name} {deep.Name} hostname");
        Assert.Equal((0, deep.Name + "\n"), (chained.ExitCode, chained.Output));
    }

    [LabFact]
    public async Task A_host_has_its_key_changed_and_is_known_or_not_as_a_test_wants_it()
    {
        LabHost host = fixture.Plain[9];
        await host.ChangeHostKeyAsync();
        Assert.Contains("REMOTE HOST IDENTIFICATION HAS CHANGED", (await Local($"ssh -F {Lab.SshConfig} -o LogLevel=INFO {host.Name} true")).Error);
        Assert.Equal(host.Name + "\n", (await host.RunAsync("hostname")).OrThrow().Output);

        host.ForgetHostKey();
        Assert.Contains("No ED25519 host key is known", (await Local($"ssh -F {Lab.SshConfig} -o LogLevel=INFO {host.Name} true")).Error);

        host.TrustHostKey();
        Assert.Equal(0, (await Local($"ssh -F {Lab.SshConfig} {host.Name} true")).ExitCode);
        Assert.Equal(0, (await Local($"ssh -F {Lab.SshConfig} {fixture.Plain[8].Name} true")).ExitCode);
    }

    [LabFact]
    public async Task Users_have_the_sudo_rights_they_were_given()
    {
        const string Password = "open sesame 31";
        await First.AddUserAsync("asked", SudoRights.WithPassword, Password);
        await First.AddUserAsync("trusted", SudoRights.WithoutPassword);
        await First.AddUserAsync("nobody-special", SudoRights.None, Password);

        Assert.Equal("root\n", (await As("asked", "sudo -S -p '' id -un", Password + "\n")).OrThrow().Output);
        Assert.Contains("a password is required", (await As("asked", "sudo -n id -un")).Error);
        Assert.Equal("root\n", (await As("trusted", "sudo -n id -un")).OrThrow().Output);
        Assert.Contains("not in the sudoers file", (await As("nobody-special", "sudo -S -p '' id -un", Password + "\n")).Error);

        foreach (string user in new[] { "asked", "trusted", "nobody-special" })
        {
            await First.RemoveUserAsync(user);
            Assert.False((await As(user, "true")).Succeeded);
        }
    }

    [LabFact]
    public async Task A_user_without_a_key_comes_in_by_password_or_by_certificate()
    {
        LabHost host = fixture.Plain[1];
        await host.AddUserAsync("keyless", password: "open sesame 32", key: false);
        Assert.Contains("Permission denied", (await Local($"ssh -F {Lab.OperatorConfig} -o BatchMode=yes keyless@{host.Name} true")).Error);

        await host.AllowPasswordsAsync();
        string ask = Path.Combine(OpsMop.Lab.Lab.MakeFolder("ask"), "ask");
        await File.WriteAllTextAsync(ask, "#!/bin/sh\necho 'open sesame 32'\n");
        File.SetUnixFileMode(ask, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        Assert.Equal("keyless\n", (await Local($"SSH_ASKPASS={ask} SSH_ASKPASS_REQUIRE=force ssh -F {Lab.OperatorConfig} keyless@{host.Name} id -un")).OrThrow().Output);

        await host.TrustCertificatesAsync();
        LabCertificate certificate = await Lab.MakeCertificateAsync("keyless");
        Assert.True(File.Exists(certificate.CertificateFile));
        Assert.Equal("keyless\n", (await Local($"ssh -F {Lab.OperatorConfig} -o BatchMode=yes -i {certificate.KeyFile} keyless@{host.Name} id -un")).OrThrow().Output);
        LabCertificate other = await Lab.MakeCertificateAsync("somebody");
        Assert.Contains("Permission denied", (await Local($"ssh -F {Lab.OperatorConfig} -o BatchMode=yes -i {other.KeyFile} keyless@{host.Name} id -un")).Error);

        await host.ResetSshdAsync();
        await host.RemoveUserAsync("keyless");
    }

    [LabFact]
    public async Task A_full_disk_can_be_read_and_not_written_to()
    {
        LabHost host = fixture.Plain[2];
        await host.FillDiskAsync();
        Assert.Contains("No space left on device", (await host.RunAsync("echo text >/root/new")).Error);
        Assert.Contains("No space left on device", (await host.RunAsync("mkdir /var/lib/new")).Error);
        Assert.True((await host.RunAsync("test -s /var/lib/dpkg/status && test -s /root/.ssh/authorized_keys")).Succeeded);

        await host.EmptyDiskAsync();
        (await host.RunAsync("echo text >/root/new && rm /root/new")).OrThrow();
    }

    [LabFact]
    public async Task Programs_do_not_run_where_that_is_forbidden()
    {
        LabHost host = fixture.Plain[3];
        await host.ForbidProgramsAsync("/tmp", "/root");
        Assert.Equal(126, (await host.RunAsync("cp /bin/true /tmp/program && /tmp/program")).ExitCode);
        Assert.Equal(126, (await host.RunAsync("cp /bin/true /root/program && /root/program")).ExitCode);

        await host.AllowProgramsAsync("/tmp", "/root");
        (await host.RunAsync("cp /bin/true /root/program && /root/program && rm /root/program")).OrThrow();

        await host.RemoveProgramsAsync("gzip");
        Assert.Equal(127, (await host.RunAsync("gzip --version")).ExitCode);

        await host.LeaveBusyboxAsync();
        Assert.Equal("/opt/busybox\n", (await host.RunAsync("echo $PATH")).OrThrow().Output);
        Assert.Contains("BusyBox", (await host.RunAsync("stat --help 2>&1")).Output);
        Assert.Contains("BusyBox", (await host.RunAsync("/bin/sh --help 2>&1")).Output);
        Assert.Equal(127, (await host.RunAsync("bash -c true")).ExitCode);

        await host.ResetAsync();
        (await host.RunAsync("gzip --version && bash -c true")).OrThrow();
    }

    [LabFact]
    public async Task Sshd_refuses_turns_away_and_comes_back()
    {
        LabHost host = fixture.Plain[4];
        await host.StopSshdAsync();
        Assert.Contains("Connection refused", (await Local($"ssh -F {Lab.SshConfig} {host.Name} true")).Error);
        Assert.Equal(host.Name + "\n", (await host.EnterAsync("hostname")).OrThrow().Output);

        await host.StartSshdAsync();
        await host.LimitStartupsAsync();
        using (var waiting = new System.Net.Sockets.TcpClient())
        {
            await waiting.ConnectAsync(host.Address, 22);
            Assert.Equal(4, await waiting.GetStream().ReadAsync(new byte[4]));
            Assert.Contains("Exceeded MaxStartups", (await Local($"timeout 5 bash -c 'exec 3<>/dev/tcp/{host.Address}/22; cat <&3'")).Output);
        }

        await host.ResetSshdAsync();
        (await host.RunAsync("true")).OrThrow();
    }

    [LabFact]
    public async Task A_login_says_more_than_it_was_asked_or_never_gets_to_the_command()
    {
        LabHost host = fixture.Plain[5];
        await host.MakeLoginNoisyAsync("root", "Welcome! $(All) 'your' \"work\" is watched.");
        Assert.Equal("Welcome! $(All) 'your' \"work\" is watched.\nroot\n", (await host.RunAsync("id -un")).OrThrow().Output);
        await host.RestoreLoginAsync("root");
        Assert.Equal("root\n", (await host.RunAsync("id -un")).OrThrow().Output);

        await host.BlockLoginAsync("root");
        Assert.Equal(124, (await host.RunAsync("true", time: TimeSpan.FromSeconds(2))).ExitCode);
        await host.RestoreLoginAsync("root");
        (await host.RunAsync("true")).OrThrow();
        Assert.Equal("", (await host.EnterAsync("pgrep -f '^sleep 7654$'")).Output);
    }

    [LabFact]
    public async Task A_link_is_slow_and_loses_frames_until_it_is_mended()
    {
        LabHost host = fixture.Plain[6];
        Assert.True(await Trip() < TimeSpan.FromMilliseconds(150));
        await using (SlowLink link = await host.SlowDownAsync(TimeSpan.FromMilliseconds(200), loss: 0.02))
        {
            Assert.True(await Trip() > TimeSpan.FromMilliseconds(395));
            LabResult much = await host.RunAsync("head -c 3000000 /dev/zero");
            Assert.Equal(3_000_000, much.OrThrow().Output.Length);
            Assert.True(link.Lost > 0);
        }

        Assert.True(await Trip() < TimeSpan.FromMilliseconds(150));
        Assert.Equal("", (await Local("ip -brief link | grep '^vs-'")).Output);

        async Task<TimeSpan> Trip()
        {
            var best = TimeSpan.MaxValue;
            for (int i = 0; i < 3; i++)
            {
                var clock = System.Diagnostics.Stopwatch.StartNew();
                using var client = new System.Net.Sockets.TcpClient();
                await client.ConnectAsync(host.Address, 22);
                best = clock.Elapsed < best ? clock.Elapsed : best;
            }

            return best;
        }
    }

    [LabFact]
    public async Task A_host_is_cut_off_without_a_word_and_comes_back_with_its_processes()
    {
        LabHost host = fixture.Plain[7];
        (await host.RunAsync("systemd-run --quiet --unit=going-on sleep 1000")).OrThrow();
        await host.CutOffAsync();
        Assert.Contains("timed out", (await Local($"ssh -F {Lab.SshConfig} -o ConnectTimeout=5 {host.Name} true")).Error);

        await host.ReconnectAsync();
        Assert.Equal("active\n", (await host.RunAsync("systemctl is-active going-on; systemctl stop going-on")).OrThrow().Output);
    }

    [LabFact]
    public async Task Secrets_in_processes_are_seen_here_and_on_the_hosts()
    {
        string argument = Guid.NewGuid().ToString("N");
        string variable = Guid.NewGuid().ToString("N");
        string input = Guid.NewGuid().ToString("N");
        await using ProcessSampler sampler = ProcessSampler.Start(argument, variable, input);
        (await fixture.Deepest[1].EnterAsync($"sh -c 'sleep 0.5' {argument}")).OrThrow();
        (await First.RunAsync("read variable; export variable; sleep 0.5", input: variable + "\n")).OrThrow();
        (await First.RunAsync("cat >/dev/null; sleep 0.5", input: input + "\n")).OrThrow();
        IReadOnlyList<string> found = await sampler.StopAsync();

        Assert.Contains(found, one => one.StartsWith($"{argument} in the arguments of", StringComparison.Ordinal));
        Assert.Contains(found, one => one.StartsWith($"{variable} in the environment of", StringComparison.Ordinal) && one.Contains("(sleep 0.5)"));
        Assert.DoesNotContain(found, one => one.Contains(input));
        Assert.Contains(sampler.Programs, program => program.StartsWith("ssh ", StringComparison.Ordinal) && program.Contains(First.Name));
        Assert.True(sampler.Rounds > 10, $"It looked {sampler.Rounds} times only.");

        var told = await Assert.ThrowsAsync<InvalidOperationException>(() => ProcessSampler.WatchAsync([argument], () => First.RunAsync($"sleep 0.5 # {argument}")));
        Assert.Contains(argument, told.Message);
    }

    [LabFact]
    public async Task A_program_runs_with_a_home_and_an_ssh_configuration_of_its_own()
    {
        using var program = new PolicyProgram(Lab);
        await using (RunningProgram ssh = program.StartCommand(["ssh", "root@" + First.Name, "hostname"]))
        {
            Assert.Equal(First.Name + "\n", (await ssh.EndAsync()).Expect(0).Output);
        }

        ProgramRun run = await program.RunAsync(["plan", "--set", "scenario=ten-files", "--output", "json"]);
        run.Expect(0);
        Assert.Equal("run.finished", ProgramRun.Text(run.Events[^1], "event"));
        Assert.Equal(64, (await program.RunAsync(["plan", "--nonsense"])).ExitCode);
    }

    [LabFact]
    public async Task A_program_is_interrupted_as_by_its_terminal()
    {
        using var program = new PolicyProgram(Lab);
        await using RunningProgram command = program.StartCommand(["sh", "-c", "trap 'echo \"{\\\"event\\\":\\\"caught\\\"}\"; exit 7' INT; echo '{\"event\":\"ready\"}'; sleep 60"]);
        await command.WaitForAsync(one => ProgramRun.Text(one, "event") == "ready");
        await command.InterruptAsync();

        ProgramRun run = (await command.EndAsync(TimeSpan.FromSeconds(20))).Expect(7);
        Assert.Single(run.Of("caught"));
        await using RunningProgram endless = program.StartCommand(["sleep", "60"]);
        Assert.True((await endless.EndAsync(TimeSpan.FromSeconds(1))).TimedOut);
    }

    private Task<LabResult> As(string user, string command, string? input = null) => OpsMop.Lab.Lab.RunHereAsync($"ssh -F {Lab.OperatorConfig} -o BatchMode=yes {user}@{First.Name} \"{command}\"", input);

    private static Task<LabResult> Local(string command) => OpsMop.Lab.Lab.RunHereAsync(command);
}
