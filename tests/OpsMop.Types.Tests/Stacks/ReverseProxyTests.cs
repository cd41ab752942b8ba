using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;

namespace OpsMop.Types.Tests.Stacks;

public sealed class ReverseProxyTests(LabFixture fixture) : StackTests(fixture, "ReverseProxy")
{
    [LabFact]
    public async Task The_shop_answers_over_TLS_and_a_mistake_never_reaches_it()
    {
        await ProvideAsync("nginx", "python3", "openssl", "logrotate");
        Assert.Equal(0, (await PolicyAsync("plan")).ExitCode);
        (await PolicyAsync("apply")).Well("The apply");
        Assert.Equal(0, (await PolicyAsync("apply")).Well("The second apply").Changes);

        // From outside: with the certificate of the host, and by both servers in turn.
        using var certificate = X509Certificate2.CreateFromPem(await LookAsync("cat /etc/ssl/shop/certificate.pem"));
        using HttpClient client = Client(certificate);
        var servers = new HashSet<int>();
        for (int i = 0; i < 4; i++)
        {
            JsonElement answer = await client.GetFromJsonAsync<JsonElement>("https://shop.example/basket?x=1");
            Assert.Equal("Welcome to the shop", answer.GetProperty("greeting").GetString());
            Assert.Equal(("/basket?x=1", "https"), (answer.GetProperty("path").GetString(), answer.GetProperty("scheme").GetString()));
            servers.Add(answer.GetProperty("server").GetInt32());
        }

        Assert.Equal([8101, 8102], servers.Order());
        using HttpResponseMessage plain = await client.GetAsync("http://shop.example/basket");
        Assert.Equal((HttpStatusCode.MovedPermanently, "https://shop.example/basket"), (plain.StatusCode, plain.Headers.Location!.ToString()));

        // With one server less it goes on.
        await LookAsync("systemctl stop shop@8101");
        Assert.Equal(8102, (await client.GetFromJsonAsync<JsonElement>("https://shop.example/")).GetProperty("server").GetInt32());
        Assert.Equal(["Service[shop@8101]: start"], (await PolicyAsync("apply")).Well("The mending").Changed);

        // nginx refuses what it cannot read: the files and the processes are those of before.
        const string State = "cat /etc/nginx/conf.d/* /etc/nginx/sites-enabled/* | sha256sum; pgrep nginx | xargs";
        string before = await LookAsync(State);
        ExampleRun broken = await PolicyAsync("apply --set front.max-body=lots --set ports=[8101]");
        Assert.Equal(1, broken.ExitCode);
        Assert.Contains("client_max_body_size", broken.Output);
        Assert.Equal(before, await LookAsync(State));
        Assert.DoesNotContain("\"reload\"", broken.Output);

        // Another setting is a reload: the master process stays.
        string master = await LookAsync("cat /run/nginx.pid");
        ExampleRun larger = (await PolicyAsync("apply --set front.max-body=20m")).Well("The change");
        Assert.Contains("\"reload\"", larger.Output);
        Assert.Equal(master, await LookAsync("cat /run/nginx.pid"));
        Assert.Equal("1", await LookAsync("nginx -T 2>/dev/null | grep -c 'client_max_body_size 20m'"));

        // The logs are turned by what has been declared.
        Assert.Equal("access.log\naccess.log.1", await LookAsync("logrotate --force /etc/logrotate.d/shop && ls /var/log/nginx/shop | grep access"));
    }

    private HttpClient Client(X509Certificate2 certificate) => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        ConnectCallback = async (context, cancel) =>
        {
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
            await socket.ConnectAsync(IPAddress.Parse(Target.Address), context.DnsEndPoint.Port, cancel);
            return new NetworkStream(socket, ownsSocket: true);
        },
        SslOptions = { RemoteCertificateValidationCallback = (_, shown, _, _) => shown is not null && shown.GetRawCertData().AsSpan().SequenceEqual(certificate.RawData) },
    });
}
