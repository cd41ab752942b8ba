namespace OpsMop.Types.Tests.Accounts;

public sealed class KnownHostTests(LabFixture fixture) : TypeTests(fixture)
{
    [LabFact]
    public async Task Hosts_are_known_by_their_keys_and_forgotten()
    {
        // The host had another key, under a hashed name.
        await ProveAsync(
            "known-host",
            before: """
                ssh-keygen -q -t ed25519 -N '' -f /run/opsmop-old && { printf 'git.opsmop.example '; cat /run/opsmop-old.pub; } >/etc/ssh/ssh_known_hosts &&
                ssh-keygen -q -H -f /etc/ssh/ssh_known_hosts 2>/dev/null && rm /etc/ssh/ssh_known_hosts.old /run/opsmop-old*
                """,
            there:
            [
                ("ssh-keygen -F git.opsmop.example -f /etc/ssh/ssh_known_hosts | grep -v '^#' | cut -c1-60", "git.opsmop.example ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOmn9"),
                ("ssh-keygen -F '[backup.opsmop.example]:2222' -f /root/.ssh/known_hosts >/dev/null; echo $?", "0"),
                ("grep -c '^@cert-authority \\*.hosts' /etc/ssh/ssh_known_hosts", "1"),
                ("stat -c '%a %U' /root/.ssh /root/.ssh/known_hosts", "700 root\n600 root"),
            ],
            gone: [("cat /etc/ssh/ssh_known_hosts /root/.ssh/known_hosts", "")]);
        await AskAsync("rm /etc/ssh/ssh_known_hosts /root/.ssh/known_hosts");
    }
}
