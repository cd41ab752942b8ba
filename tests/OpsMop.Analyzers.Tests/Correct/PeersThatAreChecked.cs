// Words that look like turned-off checks, in places where they are none.
using System.Net.Security;

public sealed partial class Site : Role
{
    public override void Define(Host host)
    {
        host.Echo("Never write [trusted=yes], curl -k or StrictHostKeyChecking=no.");
        host.File("/etc/motd").Content("deb [trusted=yes] is wrong\n").Mode("0644");
        host.File("/etc/apt/apt.conf.d/10app").Content("// APT::Get::AllowUnauthenticated \"true\";\nAPT::Get::AllowUnauthenticated \"false\";\n").Mode("0644");
        host.Command($"grep -k curl").ChangedWhen(_ => false);
        host.Command($"curl -fsSo /srv/k --cacert /etc/ssl/own.pem https://example.org/k").Creates("/srv/k");
        host.Command($"ssh -o StrictHostKeyChecking=accept-new store.example.org true").ChangedWhen(_ => false);
        host.Command($"git -c http.sslCAInfo=/etc/ssl/own.pem -C /srv/app fetch").ChangedWhen(_ => false);
    }
}

public static class Web
{
    public static HttpClient Pinned(string hash) => new(new HttpClientHandler
    {
        ServerCertificateCustomValidationCallback = (_, certificate, _, errors) =>
        {
            if (errors == SslPolicyErrors.None)
            {
                return true;
            }

            return certificate?.GetCertHashString() == hash;
        },
    });

    public static Func<int, int, int, bool> Always() => (_, _, _) => true;
}
