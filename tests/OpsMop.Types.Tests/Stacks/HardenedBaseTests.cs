namespace OpsMop.Types.Tests.Stacks;

public sealed class HardenedBaseTests(LabFixture fixture) : StackTests(fixture, "HardenedBase")
{
    [LabFact]
    public async Task People_log_in_with_their_keys_and_a_mistake_locks_nobody_out()
    {
        await ProvideAsync("sudo", "unattended-upgrades");
        DirectoryInfo keys = Directory.CreateTempSubdirectory("opsmop-keys-");
        try
        {
            string ann = await KeyAsync(keys, "ann"), bob = await KeyAsync(keys, "bob");
            string people = $$"""--set container=true --set 'people.everybody=[{login: ann, admin: true, keys: ["{{ann}}"]}, {login: bob, keys: ["{{bob}}"]}]'""";
            Assert.Equal(0, (await PolicyAsync($"plan {people}")).ExitCode);
            (await PolicyAsync($"apply {people}")).Well("The apply");
            Assert.Equal(0, (await PolicyAsync($"apply {people}")).Well("The second apply").Changes);

            // From outside: each with the own key only, and only one of them may become root.
            Assert.Equal("root", (await SshAsync(keys, "ann", "ann", "sudo -n whoami")).OrThrow().Output.Trim());
            Assert.Equal("bob", (await SshAsync(keys, "bob", "bob", "whoami")).OrThrow().Output.Trim());
            Assert.NotEqual(0, (await SshAsync(keys, "bob", "bob", "sudo -n whoami")).ExitCode);
            LabResult stranger = await SshAsync(keys, "bob", "ann", "whoami");
            Assert.NotEqual(0, stranger.ExitCode);
            Assert.Contains("Authorised users only", stranger.Error);
            Assert.Contains("Permission denied (publickey)", stranger.Error);

            Assert.Equal(
                "allowgroups root\nallowgroups ssh-users\npasswordauthentication no\npermitrootlogin without-password",
                await LookAsync("sshd -T | grep -E '^(permitrootlogin|passwordauthentication|allowgroups) ' | sort"));
            Assert.Equal("1\n0", await LookAsync("sysctl -n net.ipv4.conf.all.log_martians net.ipv4.conf.all.accept_redirects"));
            Assert.Equal("1", await LookAsync("findmnt -no OPTIONS /dev/shm | grep -c noexec"));
            Assert.Equal("1", await LookAsync("unattended-upgrade --dry-run --debug 2>&1 | grep -c 'Allowed origins are: origin=Debian,codename=bookworm,label=Debian-Security'"));
            Assert.Equal("active\nenabled", await LookAsync("systemctl is-active nightly-report.timer; systemctl is-enabled nightly-report.timer"));
            await LookAsync("systemctl start nightly-report.service || true; test -s /var/lib/nightly-report.last");

            // sshd refuses what it cannot read: its files are those of before, and it has not been touched.
            const string State = "cat /etc/ssh/banner /etc/ssh/sshd_config.d/* | sha256sum; systemctl show --property ExecMainPID,ExecReload ssh";
            string before = await LookAsync(State);
            ExampleRun broken = await PolicyAsync($"apply {people} --set secure-shell.ciphers=[rot13] --set secure-shell.banner=other");
            Assert.Equal(1, broken.ExitCode);
            Assert.Contains("rot13", broken.Output);
            Assert.DoesNotContain("\"reload\"", broken.Output);
            Assert.Equal(before, await LookAsync(State));
            Assert.Equal("ann", (await SshAsync(keys, "ann", "ann", "whoami")).OrThrow().Output.Trim());

            // Who has left is out at once.
            await PolicyAsync($$"""apply --set container=true --set 'people.everybody=[{login: ann, admin: true, keys: ["{{ann}}"]}, {login: bob, gone: true, keys: []}]'""");
            Assert.NotEqual(0, (await SshAsync(keys, "bob", "bob", "whoami")).ExitCode);
        }
        finally
        {
            keys.Delete(recursive: true);
        }
    }

    private static async Task<string> KeyAsync(DirectoryInfo folder, string name)
    {
        string path = Path.Combine(folder.FullName, name);
        (await Tool.RunAsync(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", name, "-f", path])).OrThrow();
        return (await File.ReadAllTextAsync(path + ".pub")).Trim();
    }

    private Task<LabResult> SshAsync(DirectoryInfo keys, string key, string user, string command) => Tool.RunAsync(
        [
            "ssh", "-F", "none", "-i", Path.Combine(keys.FullName, key), "-o", "IdentitiesOnly=yes", "-o", "BatchMode=yes", "-o", "StrictHostKeyChecking=accept-new",
            "-o", $"UserKnownHostsFile={Path.Combine(keys.FullName, "known_hosts")}", $"{user}@{Target.Address}", "--", command,
        ]);
}
