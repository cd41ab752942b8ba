namespace OpsMop.Types.Tests.Systems;

public sealed class PrivateKeyTests(LabFixture fixture) : TypeTests(fixture)
{
    [LabFact]
    public async Task Keys_are_made_that_openssl_reads_and_go()
    {
        await InstallAsync("openssl");
        await ProveAsync(
            "private-key",
            there:
            [
                ("openssl pkey -in /etc/opsmop-keys/app.key -noout -text | grep NIST", "NIST CURVE: P-256"),
                ("openssl pkey -in /etc/opsmop-keys/old.key -noout -check -text | grep -E 'valid|^Private-Key'", "Key is valid\nPrivate-Key: (3072 bit, 2 primes)"),
                ("stat -c '%a %U:%G' /etc/opsmop-keys/*", "600 root:root\n640 root:daemon"),
                ("grep -rlE 'PRIVATE KEY' /var/lib/opsmop; echo $?", "1"),
            ],
            gone: [("ls /etc/opsmop-keys", "")]);
        await AskAsync("rmdir /etc/opsmop-keys");
    }
}
