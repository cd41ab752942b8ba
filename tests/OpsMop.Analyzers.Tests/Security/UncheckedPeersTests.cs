namespace OpsMop.Analyzers.Tests.Security;

public sealed class UncheckedPeersTests
{
    [Fact]
    public Task Commands_that_check_nobody() =>
        Verify.DefineAsync(
            """
            host.Command($"ssh -o {|OPM4005:StrictHostKeyChecking=no|} web uptime").ChangedWhen(_ => false);
            host.Command($"scp {|OPM4005:-oUserKnownHostsFile=/dev/null|} web:/x /srv/x").Creates("/srv/x");
            host.Command($"rsync -e {|OPM4005:'ssh -o StrictHostKeyChecking=off'|} -a web:/x/ /srv/x/").ChangedWhen(_ => false);
            host.Shell($"cd /srv; curl {|OPM4005:-fsSLk|} https://example.org/x > x").Creates("/srv/x");
            host.Command($"curl {|OPM4005:--insecure|} https://example.org/x").ChangedWhen(_ => false);
            host.Command($"git -c {|OPM4005:http.sslVerify=false|} clone https://example.org/x /srv/x").Creates("/srv/x");
            host.Shell($"{|OPM4005:GIT_SSL_NO_VERIFY=true|} git clone https://example.org/x /srv/x").Creates("/srv/x");
            host.Command($"env {|OPM4005:GIT_SSL_NO_VERIFY=1|} git clone https://example.org/x /srv/x").Creates("/srv/x");
            host.Command($"pip install {|OPM4005:--trusted-host|} example.org app").Creates("/srv/x");
            host.Shell($"apt-get update {|OPM4005:--allow-insecure-repositories|} && true").ChangedWhen(_ => false);
            host.Shell($"x; wget {|OPM4005:--no-check-certificate|} https://example.org/x").Unless($"curl {|OPM4005:-k|} https://example.org");
            """);

    [Theory]
    [InlineData("ssh -o StrictHostKeyChecking=accept-new web uptime")]
    [InlineData("ssh -o UserKnownHostsFile=/etc/ssh/app web uptime")]
    [InlineData("curl -fsSL https://example.org/k")]
    [InlineData("curl -o -k https://example.org")]
    [InlineData("curl -ok.txt https://example.org")]
    [InlineData("curl -sHk:v https://example.org")]
    [InlineData("grep -k curl")]
    [InlineData("echo 'curl -k'; true")]
    [InlineData("git -c http.sslVerify=true fetch")]
    [InlineData("wget --certificate=/x https://example.org/x -O -")]
    public Task Commands_that_check(string script) => Verify.DefineAsync($"""host.Shell($"true; {script}").ChangedWhen(_ => false);""");

    [Fact]
    public Task Files_of_apt_and_ssh() =>
        Verify.DefineAsync(
            """
            host.File("/etc/apt/sources.list.d/x.list").Content({|OPM4005:"deb [trusted=yes] https://example.org/debian stable main\n"|}).Mode("0644");
            host.File("/etc/apt/sources.list.d/y.sources").Content({|OPM4005:$"Types: deb\nURIs: https://{Word}/debian\nTrusted: yes\n"|}).Mode("0644");
            host.File("/etc/apt/apt.conf.d/99x").Content({|OPM4005:"APT::Get::AllowUnauthenticated \"true\";\n"|}).Mode("0644");
            host.File("/home/app/.ssh/config").Content({|OPM4005:"Host *\n  StrictHostKeyChecking no\n"|}).Mode("0600");
            host.File("/etc/apt/sources.list.d/z.list").Content("deb [signed-by=/usr/share/keyrings/z.gpg] https://example.org/debian trusted=yes main\n").Mode("0644");
            host.File("/etc/apt/sources.list.d/o.list").Content("# deb [trusted=yes] https://example.org/debian stable main\n").Mode("0644");
            host.File("/etc/motd").Content("Do not write [trusted=yes] or StrictHostKeyChecking no\n").Mode("0644");
            """);

    [Fact]
    public Task Callbacks_that_accept_everybody() =>
        Verify.FileAsync(
            """
            using System.Net.Security;

            public static class Web
            {
                public static HttpClient Careless() => new(new HttpClientHandler { ServerCertificateCustomValidationCallback = {|OPM4005:(_, _, _, _) => true|} });

                public static HttpClient Dangerous() => new(new HttpClientHandler { ServerCertificateCustomValidationCallback = {|OPM4005:HttpClientHandler.DangerousAcceptAnyServerCertificateValidator|} });

                public static SslStream Stream(Stream inner) => new(inner, false, {|OPM4005:delegate { return true; }|});

                public static HttpClient Careful() => new(new HttpClientHandler { ServerCertificateCustomValidationCallback = (_, certificate, _, errors) => errors == SslPolicyErrors.None || certificate?.GetCertHashString() == "00" });

                public static Func<int, int, int, int, bool> Other() => (_, _, _, _) => true;
            }
            """.Replace("{|OPM4005:delegate { return true; }|}", "{|OPM4005:(_, _, _, _) => { return true; }|}", StringComparison.Ordinal));

    [Fact]
    public Task A_text_that_goes_nobody_sees_where_is_read_once() =>
        Verify.FileAsync(
            """
            public static class Texts
            {
                public static readonly CommandText Health = $"curl {|OPM4005:-k|} https://localhost/health";
            }

            public sealed partial class Site : Role
            {
                public override void Define(Host host)
                {
                    host.Command(Texts.Health).ChangedWhen(_ => false);
                    host.Command(Texts.Health).ChangedWhen(_ => false);
                }
            }
            """);
}
