namespace OpsMop.Types.Tests.Systems;

public sealed class CertificateTests(LabFixture fixture) : TypeTests(fixture)
{
    [LabFact]
    public async Task A_certificate_is_one_that_openssl_accepts_for_its_names_and_goes()
    {
        await InstallAsync("openssl");
        const string File = "/etc/opsmop-tls/app.pem";
        await ProveAsync(
            "certificate",
            there:
            [
                ($"openssl verify -purpose sslserver -verify_hostname x.app.opsmop.example -CAfile {File} {File}", $"{File}: OK"),
                ($"openssl verify -verify_ip 192.0.2.10 -CAfile {File} {File}", $"{File}: OK"),
                ($"openssl x509 -in {File} -noout -subject -nameopt RFC2253", "subject=CN=app.opsmop.example,O=OpsMop"),
                ($"for d in 89 90; do openssl x509 -in {File} -noout -checkend $((d * 86400)); done", "Certificate will not expire\nCertificate will expire"),
                ($"openssl x509 -in {File} -noout -pubkey >/run/opsmop-pub; openssl pkey -in /etc/opsmop-tls/app.key -pubout | diff - /run/opsmop-pub && echo same", "same"),
                ($"stat -c %a {File}", "644"),
            ],
            gone: [("ls /etc/opsmop-tls", "")]);
        await AskAsync("rmdir /etc/opsmop-tls; rm /run/opsmop-pub");
    }
}
