// Settings of ssh, curl, apt, git and pip that only look as though nothing were checked; repositories with keys; words in comments and in other programs' files.
public sealed partial class Repositories : Role
{
    public string Suite { get; set; } = "bookworm";

    public IReadOnlyList<string> Components { get; set; } = ["main"];

    public override void Define(Host host)
    {
        host.File("/usr/share/keyrings/shop.asc").Source("files/shop.asc").Mode("0644");
        host.File("/etc/apt/sources.list.d/shop.sources").Mode("0644").Content($"""
            Types: deb
            URIs: https://packages.example.org/debian
            Suites: {Suite}
            Components: {string.Join(' ', Components)}
            Signed-By: /usr/share/keyrings/shop.asc
            Trusted: no
            """);
        host.File("/etc/apt/apt.conf.d/90shop").Content("// AllowUnauthenticated stays off\nAcquire::AllowInsecureRepositories \"false\";\nAcquire::https::Verify-Peer \"true\";\nAPT::Get::AllowUnauthenticated \"false\";\n").Mode("0644");
        host.File("/etc/ssh/ssh_config.d/10-build.conf").Content("Host build.example.org\n  StrictHostKeyChecking accept-new\n  HashKnownHosts yes\n  UpdateHostKeys no\n").Mode("0644");
        host.Command($"curl -fsS -o kk.txt --cacert /etc/ssl/shop.pem https://example.org/k").Creates("/opt/kk.txt");
        host.Command($"curl -fsS --user-agent k -H 'X-Mode: -k' https://example.org/ready").ChangedWhen(_ => false);
        host.Command($"git -c http.sslVerify=true fetch https://git.example.org/shop.git").Creates("/opt/shop");
        host.Command($"git config --system --unset http.sslVerify").OnlyIf($"git config --system --get http.sslVerify");
        host.Command($"pip install --require-hashes --requirement /opt/shop/requirements.txt").Creates("/opt/shop/.installed");
        host.Command($"rsync -e 'ssh -o StrictHostKeyChecking=yes' --archive build.example.org:/srv/out/ /srv/in").Creates("/srv/in/done");
        host.Command($"scp -o UserKnownHostsFile=/etc/shop/known_hosts build.example.org:/srv/out/app /opt/app").Creates("/opt/app");
        host.Command($"openssl s_client -verify_return_error -connect example.org:443").Stdin("").ChangedWhen(_ => false);
        host.File("/etc/haproxy/haproxy.cfg").Content("backend shop\n  server one 10.0.0.1:8443 ssl verify required ca-file /etc/ssl/shop.pem\n  # verify none is for tests\n").Mode("0644");
        host.Echo("Never use StrictHostKeyChecking=no, curl -k or --allow-unauthenticated.");
        host.File("/opt/tool").Url("https://example.org/tool").Checksum("9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08").Mode("0755");
        host.File("/opt/local").Url("http://localhost:8081/artifact").Checksum("9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08").Mode("0755");
    }

    internal static HttpClient Client(string thumbprint) => new(new HttpClientHandler
    {
        ServerCertificateCustomValidationCallback = (_, certificate, _, errors) =>
            errors == System.Net.Security.SslPolicyErrors.None || certificate?.GetCertHashString() == thumbprint,
    });
}
