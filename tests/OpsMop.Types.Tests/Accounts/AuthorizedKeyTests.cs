namespace OpsMop.Types.Tests.Accounts;

public sealed class AuthorizedKeyTests(LabFixture fixture) : TypeTests(fixture)
{
    [LabFact]
    public async Task Keys_are_authorized_with_their_options_and_revoked()
    {
        await ProveAsync(
            "authorized-key",
            there:
            [
                ("stat -c '%a %U:%G' /home/opsmop-ann/.ssh /home/opsmop-ann/.ssh/authorized_keys", "700 opsmop-ann:opsmop-ann\n600 opsmop-ann:opsmop-ann"),
                ("ssh-keygen -lf /home/opsmop-ann/.ssh/authorized_keys | cut -d' ' -f1,3,4", "256 ann@laptop (ED25519)\n256 backup (ED25519)"),
                ("cut -d' ' -f1 /home/opsmop-ann/.ssh/authorized_keys | tail -1", "restrict,from=\"10.0.0.0/8\",command=\"/usr/bin/rsync"),
            ],
            gone: [("stat -c %s /home/opsmop-ann/.ssh/authorized_keys", "0")]);
        await AskAsync("userdel -r opsmop-ann 2>/dev/null");
    }

    [LabFact]
    public async Task All_keys_of_a_user_are_those_declared_and_open_the_door()
    {
        // A key of our own, with which the host's sshd lets us in; one that nobody declared does not.
        await AskAsync(
            "rm -rf /run/opsmop-key && mkdir -m 0700 /run/opsmop-key && cd /run/opsmop-key && ssh-keygen -q -t ed25519 -N '' -C mine -f mine && "
            + "ssh-keygen -q -t ed25519 -N '' -C theirs -f theirs");
        await AskAsync(
            "useradd -m -s /bin/sh opsmop-admin && install -d -m 0700 -o opsmop-admin /home/opsmop-admin/.ssh && "
            + "install -m 0644 /run/opsmop-key/theirs.pub /home/opsmop-admin/.ssh/authorized_keys");
        string mine = await AskAsync("cat /run/opsmop-key/mine.pub");
        const string Enter = "ssh -o BatchMode=yes -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null -o LogLevel=ERROR -i /run/opsmop-key/";
        await ProveAsync(
            "authorized-keys",
            there:
            [
                ("cut -d' ' -f3 /home/opsmop-admin/.ssh/authorized_keys", "mine"),
                (Enter + "mine opsmop-admin@localhost whoami", "opsmop-admin"),
                (Enter + "theirs opsmop-admin@localhost whoami 2>/dev/null; echo $?", "255"),
            ],
            settings: $"authorized-keys-example.admins=[\"{mine}\"]");
        await ConvergeAsync("authorized-keys-gone");
        Assert.Equal("255", await AskAsync($"ls -A /home/opsmop-admin/.ssh; {Enter}mine opsmop-admin@localhost whoami 2>/dev/null; echo $?"));
        await AskAsync("rm -r /run/opsmop-key; userdel -r opsmop-admin 2>/dev/null");
    }
}
