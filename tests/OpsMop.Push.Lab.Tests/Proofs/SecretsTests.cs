namespace OpsMop.Push.Lab.Tests.Proofs;

/// <summary>No secret is seen: not in a process list on either side while it runs, not in what is printed, and not in what stays on the disks.</summary>
public sealed class SecretsTests(PushLabFixture fixture) : PushTestBase(fixture)
{
    private const string LoginPassword = "login-Pw-0a91x";
    private const string SudoPassword = LoginPassword;
    private const string AppPassword = "app-Pw-77c2y\"$'";

    [LabTheory]
    [InlineData("text")]
    [InlineData("json")]
    public async Task No_secret_is_in_a_process_a_log_or_a_file_but_the_one_that_is_for_it(string output)
    {
        LabHost[] hosts = [Fixture.Plain[0], Fixture.Behind[0]];
        foreach (LabHost host in hosts)
        {
            await host.AddUserAsync("ann", SudoRights.WithPassword, LoginPassword, key: false);
            await host.AllowPasswordsAsync();
            await host.EnterAsync("rm -rf /srv/credentials /var/lib/opsmop/runs");
        }

        try
        {
            Program.Write("login", LoginPassword + "\n");
            Program.Write("settings.yaml", $"credentials:\n  password: '{AppPassword.Replace("'", "''", StringComparison.Ordinal)}'\n");
            const string Passwords = "user: ann, sudo: true, password: {file: login}, sudo-password: {file: login}";
            WriteInventory((hosts[0], Passwords), (hosts[1], $"{Passwords}, via: {Fixture.Bastion.Name}"), (Fixture.Bastion, ""));
            string[] arguments =
            [
                "push", "--output", output, "--verbose", "--set", "scenario=secrets", "--set", "@settings.yaml", "--limit", string.Join(',', hosts.Select(host => host.Name)),
            ];

            (ProgramRun run, ProcessSampler looked) = await ProcessSampler.WatchAsync([LoginPassword, SudoPassword, AppPassword], () => Program.RunAsync(arguments));
            run.Expect(0);

            // It has seen what carries them: ssh here, sudo, the agent and its command there.
            Assert.Contains(looked.Programs, program => program.Contains("ssh ") && program.Contains(hosts[0].Name));
            Assert.Contains(looked.Programs, program => program.StartsWith("sudo ", StringComparison.Ordinal));
            Assert.Contains(looked.Programs, program => program.Contains("/opsmop/agents/") && program.EndsWith(" agent", StringComparison.Ordinal));
            Assert.Contains(looked.Programs, program => program.Contains("/srv/credentials/given"));

            foreach (LabHost host in hosts)
            {
                Assert.Equal($"password = {AppPassword}\n", (await host.EnterAsync("cat /srv/credentials/app.conf")).OrThrow().Output);
                Assert.Equal($"{AppPassword}\n", (await host.EnterAsync("cat /srv/credentials/given")).OrThrow().Output);
            }

            foreach (string secret in new[] { LoginPassword, AppPassword })
            {
                Assert.DoesNotContain(secret, run.Said);
                Assert.Equal([], await FindAsync(secret, Program.Home, ["login", "settings.yaml"]));
                foreach (LabHost host in hosts)
                {
                    LabResult found = await host.EnterAsync("read -r secret; grep -rlF -- \"$secret\" /var /root /home /tmp /run/user /etc /srv 2>/dev/null", input: secret + "\n");
                    Assert.Equal(
                        secret == AppPassword ? ["/srv/credentials/app.conf", "/srv/credentials/given"] : [],
                        found.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Order());
                }
            }
        }
        finally
        {
            foreach (LabHost host in hosts)
            {
                await host.RemoveUserAsync("ann");
                await host.ResetSshdAsync();
            }

            await CleanAsync(hosts);
        }
    }

    [LabFact]
    public async Task A_password_that_is_wrong_is_not_shown_either()
    {
        LabHost host = Fixture.Plain[0];
        await host.AddUserAsync("ann", SudoRights.WithPassword, "the-right-one-55");
        try
        {
            Program.Write("login", LoginPassword + "\n");
            WriteInventory((host, "user: ann, sudo: true, sudo-password: {file: login}"));
            (ProgramRun run, _) = await ProcessSampler.WatchAsync([LoginPassword], () => PushAsync("ten-files", "--verbose"));

            run.Expect(1).Expect(host, "unreachable", "sudo");
            Assert.DoesNotContain(LoginPassword, run.Said);
            LabResult found = await host.EnterAsync("read -r secret; grep -rlF -- \"$secret\" /var /root /home /tmp /etc 2>/dev/null", input: LoginPassword + "\n");
            Assert.Equal("", found.Output);
        }
        finally
        {
            await host.RemoveUserAsync("ann");
        }
    }

    private static async Task<IReadOnlyList<string>> FindAsync(string secret, string folder, IReadOnlyList<string> but)
    {
        var found = new List<string>();
        foreach (string file in Directory.EnumerateFiles(folder, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint }))
        {
            if (!but.Contains(Path.GetFileName(file)) && (await File.ReadAllBytesAsync(file)).AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(secret)) >= 0)
            {
                found.Add(file);
            }
        }

        return found;
    }
}
