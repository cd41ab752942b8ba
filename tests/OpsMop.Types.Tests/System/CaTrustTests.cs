namespace OpsMop.Types.Tests.Systems;

public sealed class CaTrustTests(LabFixture fixture) : TypeTests(fixture)
{
    [LabFact]
    public async Task An_authority_is_trusted_and_trusted_no_more()
    {
        await InstallAsync("ca-certificates", "openssl");
        await AskAsync("cp /srv/lab/Types/files/opsmop-root.pem /run/opsmop-root.pem");
        const string Verify = "openssl verify -CApath /etc/ssl/certs /run/opsmop-root.pem >/dev/null 2>&1; echo $?; "
            + "tail -n +2 /run/opsmop-root.pem | head -1 | grep -cFf - /etc/ssl/certs/ca-certificates.crt";
        Assert.Equal("2\n0", await AskAsync($"{Verify}; true"));
        await ProveAsync(
            "ca-trust",
            there: [(Verify, "0\n1"), ("readlink /etc/ssl/certs/opsmop-root.pem", "/usr/local/share/ca-certificates/opsmop-root.crt")],
            gone: [(Verify, "2\n0"), ("ls /usr/local/share/ca-certificates; ls /etc/ssl/certs | grep -c opsmop", "0")]);
        await AskAsync("rm /run/opsmop-root.pem");
    }
}
