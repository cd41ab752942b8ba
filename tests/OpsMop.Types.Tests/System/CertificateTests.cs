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
                ($"openssl x509 -in {File} -noout -checkend $((89 * 86400)); openssl x509 -in {File} -noout -checkend $((90 * 86400))", "Certificate will not expire\nCertificate will expire"),
                ($"openssl x509 -in {File} -noout -pubkey | sha256sum >/run/opsmop-pub; openssl pkey -in /etc/opsmop-tls/app.key -pubout | sha256sum | diff - /run/opsmop-pub && stat -c %a {File}", "644"),
            ],
            gone: [("ls /etc/opsmop-tls", "")]);
        await AskAsync("rmdir /etc/opsmop-tls; rm /run/opsmop-pub");
    }
}
