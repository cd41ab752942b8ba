namespace OpsMop.Types.Tests.Files;

public sealed class LineTests(LabFixture fixture) : TypeTests(fixture)
{
    [LabFact]
    public Task Lines_are_put_in_replaced_and_taken_away() => ProveAsync(
        "line",
        there:
        [
            ("cat /root/opsmop-types/line/opsmop-sshd.conf", "# Written by OpsMop\nPort 22\nListenAddress 127.0.0.1\nPermitRootLogin no\nCiphers aes128-ctr,aes256-ctr\nMaxAuthTries 3"),
            ("stat -c '%a %U' /root/opsmop-types/line/opsmop-sshd.conf", "600 ann"),
        ],
        gone: [("cat /root/opsmop-types/line/opsmop-sshd.conf; rm -r /root/opsmop-types/line; userdel ann", "# Written by OpsMop\nPort 22\nListenAddress 127.0.0.1\nCiphers aes128-ctr,aes256-ctr\nMaxAuthTries 3")],
        before: "useradd ann; mkdir -p /root/opsmop-types/line; cd /root/opsmop-types/line; printf 'Port 22\n#PermitRootLogin yes\nX11Forwarding no\nCiphers aes128-ctr,3des-cbc,aes256-ctr\nX11Forwarding yes' >opsmop-sshd.conf; chmod 600 opsmop-sshd.conf; chown ann opsmop-sshd.conf");
}
