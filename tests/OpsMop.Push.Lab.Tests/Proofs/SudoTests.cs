namespace OpsMop.Push.Lab.Tests.Proofs;

/// <summary>Who logs in, how, and how that user becomes root.</summary>
public sealed class SudoTests(PushLabFixture fixture) : PushTestBase(fixture)
{
    private const string Password = "kR7 q'ze$ \"twenty\"";

    private LabHost Host => Fixture.Plain[0];

    [LabFact]
    public async Task Sudo_works_with_a_password_and_without_and_says_why_where_it_does_not()
    {
        LabHost[] hosts = [.. Fixture.Plain.Take(4)];
        await hosts[0].AddUserAsync("ann", SudoRights.WithPassword, Password);
        await hosts[1].AddUserAsync("ann", SudoRights.WithoutPassword);
        await hosts[2].AddUserAsync("ann", SudoRights.None, Password);
        await hosts[3].AddUserAsync("ann", SudoRights.WithPassword, "quite another one");
        try
        {
            await CleanAsync(hosts);
            Program.Write("password", Password + "\n");
            WriteInventory(hosts.Select(host => (host, "user: ann, sudo: true, sudo-password: {file: password}")));

            ProgramRun run = (await PushAsync("ten-files")).Expect(1);
            run.Expect(hosts[0], "changed").Expect(hosts[1], "changed").Expect(hosts[2], "unreachable", "sudo", "ann").Expect(hosts[3], "unreachable", "sudo", "password");
            Assert.Equal("root\n", (await hosts[0].EnterAsync("stat -c %U /srv/ten/0")).OrThrow().Output);
            Assert.False((await hosts[2].EnterAsync("test -e /srv/ten")).Succeeded);

            // The agent that root runs lies where nobody else can put one.
            Assert.Equal("700 root\n", (await hosts[0].EnterAsync("stat -c '%a %U' /var/lib/opsmop/agents")).OrThrow().Output);
            Assert.Equal("", (await hosts[0].EnterAsync("find ~ann -name '*agent*'")).OrThrow().Output);
        }
        finally
        {
            await Task.WhenAll(hosts.Select(host => host.RemoveUserAsync("ann")));
            await CleanAsync(hosts);
        }
    }

    [LabFact]
    public async Task Sudo_without_the_password_that_it_wants_says_what_to_set()
    {
        await Host.AddUserAsync("ann", SudoRights.WithPassword, Password);
        try
        {
            WriteInventory((Host, "user: ann, sudo: true"));
            (await PushAsync("ten-files")).Expect(1).Expect(Host, "unreachable", "sudo", "password");
        }
        finally
        {
            await Host.RemoveUserAsync("ann");
        }
    }

    [LabFact]
    public async Task A_user_without_sudo_does_what_that_user_can_do()
    {
        await Host.AddUserAsync("ann");
        try
        {
            WriteInventory((Host, "user: ann"));
            (await PushAsync("ten-files", "--set", "ten-files.folder=/home/ann/ten")).Expect(0).Expect(Host, "changed");
            Assert.Equal("ann\n", (await Host.EnterAsync("stat -c %U ~ann/ten/0")).OrThrow().Output);
            (await PushAsync("ten-files", "--set", "ten-files.folder=/srv/ten-of-ann")).Expect(1).Expect(Host, "failed", "permission");
        }
        finally
        {
            await Host.RemoveUserAsync("ann");
        }
    }

    [LabFact]
    public async Task A_password_from_a_command_logs_in_where_no_key_does()
    {
        await Host.AddUserAsync("keyless", SudoRights.WithPassword, Password, key: false);
        await Host.AllowPasswordsAsync();
        try
        {
            await CleanAsync(Host);
            string file = Program.Write("password", Password + "\n");
            WriteInventory((Host, $"user: keyless, sudo: true, password: {{command: cat {file}}}, sudo-password: {{command: cat {file}}}"));
            (await PushAsync("ten-files")).Expect(0).Expect(Host, "changed");

            Program.Write("password", "not that one\n");
            (await PushAsync("ten-files")).Expect(1).Expect(Host, "unreachable", "keyless", "password");

            // Others could read it.
            Program.Write("password", Password + "\n", UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);
            WriteInventory((Host, "user: keyless, password: {file: password}"));
            ProgramRun open = await PushAsync("ten-files");
            Assert.NotEqual(0, open.ExitCode);
            Assert.Contains("password", open.Said);
            Assert.DoesNotContain(Password, open.Said);
        }
        finally
        {
            await Host.RemoveUserAsync("keyless");
            await Host.ResetSshdAsync();
            await CleanAsync(Host);
        }
    }

    [LabFact]
    public async Task A_certificate_logs_in_where_its_key_is_unknown()
    {
        await Host.AddUserAsync("certified", SudoRights.WithoutPassword, key: false);
        await Host.TrustCertificatesAsync();
        try
        {
            await CleanAsync(Host);
            LabCertificate good = await Lab.MakeCertificateAsync("certified");
            WriteInventory((Host, $"user: certified, sudo: true, identity-file: {good.KeyFile}"));
            (await PushAsync("ten-files")).Expect(0).Expect(Host, "changed");

            LabCertificate other = await Lab.MakeCertificateAsync("somebody-else");
            WriteInventory((Host, $"user: certified, sudo: true, identity-file: {other.KeyFile}"));
            (await PushAsync("ten-files")).Expect(1).Expect(Host, "unreachable", "certified", other.KeyFile);
        }
        finally
        {
            await Host.RemoveUserAsync("certified");
            await Host.ResetSshdAsync();
            await CleanAsync(Host);
        }
    }
}
