using System.Net;
using System.Net.Sockets;
using System.Text;
using OpsMop.Testing;

namespace OpsMop.Resources.Tests;

public sealed class FileUrlTests : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly MemorySystem _system = new MemorySystem().WithDirectory("/opt");
    private readonly Bench _bench;
    private readonly string _address;
    private string _answer = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello";
    private int _requests;

    public FileUrlTests()
    {
        _bench = new Bench(_system);
        _listener.Start();
        _address = $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/app.tar";
        _ = ServeAsync();
    }

    public void Dispose() => _listener.Stop();

    [Fact]
    public async Task Without_a_checksum_only_a_missing_file_is_fetched()
    {
        Assert.Equal([$"create: 0644, {_address}"], await _bench.ConvergeAsync(host => host.File("/opt/app.tar").Url(_address)));
        Assert.Equal("hello", Encoding.UTF8.GetString((await _system.ReadAsync("/opt/app.tar")).Span));
        Assert.Equal(1, _requests);
    }

    [Fact]
    public async Task With_a_checksum_a_file_that_has_it_is_not_fetched()
    {
        var checksum = Sha256.Of("hello"u8).Value;
        _system.WithFile("/opt/app.tar", "hello");
        Assert.Empty(await _bench.ConvergeAsync(host => host.File("/opt/app.tar").Url(_address).Checksum(checksum)));
        Assert.Equal(0, _requests);
        _system.WithFile("/opt/app.tar", "old");
        Assert.Equal([$"write: 3 bytes → {_address}"], await _bench.ConvergeAsync(host => host.File("/opt/app.tar").Url(_address).Checksum(checksum)));
    }

    [Fact]
    public async Task What_has_another_checksum_is_not_put_in_place()
    {
        _system.WithFile("/opt/app.tar", "old");
        var fault = await Assert.ThrowsAsync<SystemFaultException>(() => _bench.ApplyAsync(host => host.File("/opt/app.tar").Url(_address).Checksum(new string('0', 64))));
        Assert.Equal(SystemFault.ChecksumMismatch, fault.Fault);
        Assert.Equal("old", Encoding.UTF8.GetString((await _system.ReadAsync("/opt/app.tar")).Span));
    }

    [Fact]
    public async Task A_plan_fetches_nothing()
    {
        Assert.Single(await _bench.PlanAsync(host => host.File("/opt/app.tar").Url(_address)));
        Assert.Equal(0, _requests);
    }

    [Theory]
    [InlineData("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n", "the server answers 404, there is nothing at this address.")]
    [InlineData("HTTP/1.1 500 Internal Server Error\r\nContent-Length: 0\r\n\r\n", "the server answers 500 Internal Server Error.")]
    [InlineData("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n", "does not let this host read it")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nshort", "cannot be fetched: ")]
    public async Task A_fault_of_the_server_is_said_in_words(string answer, string words)
    {
        _answer = answer;
        Assert.Contains(words, await _bench.FailureAsync(host => host.File("/opt/app.tar").Url(_address)));
        Assert.Empty(await _system.ListAsync("/opt"));
    }

    [Fact]
    public async Task A_server_that_says_nothing_is_given_up()
    {
        var patience = UrlContent.Patience;
        UrlContent.Patience = TimeSpan.FromMilliseconds(100);
        try
        {
            _answer = "";
            Assert.Contains("said nothing", await _bench.FailureAsync(host => host.File("/opt/app.tar").Url(_address)));
            _answer = "HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nshort…";
            Assert.Contains("said nothing", await _bench.FailureAsync(host => host.File("/opt/app.tar").Url(_address + "?hang")));
        }
        finally
        {
            UrlContent.Patience = patience;
        }
    }

    [Fact]
    public async Task A_host_that_cannot_be_reached_is_named()
    {
        _listener.Stop();
        Assert.Contains("cannot be reached", await _bench.FailureAsync(host => host.File("/opt/app.tar").Url(_address)));
        Assert.Contains("the name no-such-host.invalid is unknown", await _bench.FailureAsync(host => host.File("/opt/app.tar").Url("http://user:pass@no-such-host.invalid/x")));
    }

    [Fact]
    public async Task A_password_in_the_address_is_not_shown()
    {
        var failure = await _bench.FailureAsync(host => host.File("/opt/app.tar").Url("http://user:hunter2@127.0.0.1:1/x"));
        Assert.DoesNotContain("hunter2", failure);
        Assert.DoesNotContain("hunter2", Assert.Single(await _bench.PlanAsync(host => host.File("/opt/app.tar").Url("http://user:hunter2@127.0.0.1:1/x"))));
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync();
                _ = AnswerAsync(client);
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // The test is over.
        }
    }

    private async Task AnswerAsync(TcpClient client)
    {
        using (client)
        {
            var buffer = new byte[4096];
            var read = await client.GetStream().ReadAsync(buffer);
            Interlocked.Increment(ref _requests);
            await client.GetStream().WriteAsync(Encoding.UTF8.GetBytes(_answer));
            if (_answer.Length == 0 || Encoding.UTF8.GetString(buffer, 0, read).Contains("?hang"))
            {
                await Task.Delay(TimeSpan.FromSeconds(2));
            }
        }
    }
}
