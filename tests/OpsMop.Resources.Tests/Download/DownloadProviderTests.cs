using System.Text;
using OpsMop.Testing;

namespace OpsMop.Resources.Tests;

public sealed class DownloadProviderTests : IDisposable
{
    private readonly MemorySystem _system = new MemorySystem().WithDirectory("/opt");
    private readonly Bench _bench;
    private readonly FileServer _server;
    private readonly TimeSpan _pause = Downloading.FirstPause;
    private Func<string, string> _answer;

    public DownloadProviderTests()
    {
        Downloading.FirstPause = TimeSpan.FromMilliseconds(1);
        _bench = new Bench(_system);
        _answer = head => head.Contains("If-None-Match: \"1\"") ? FileServer.Status("304 Not Modified") : FileServer.Ok("hello", "ETag: \"1\"\r\n");
        _server = new FileServer(head => _answer(head));
    }

    private string Url => _server.Address + "/x.tgz";

    public void Dispose()
    {
        Downloading.FirstPause = _pause;
        _server.Dispose();
    }

    [Fact]
    public async Task With_a_checksum_the_server_is_asked_only_for_what_differs()
    {
        var checksum = Sha256.Of("hello"u8).Value;
        _system.WithFile("/opt/x.tgz", "hello", "0600");
        Assert.Equal(["chmod: 0600 → 0644"], await _bench.ConvergeAsync(host => host.Download("/opt/x.tgz").Url(Url).Checksum(checksum).Mode("0644")));
        Assert.Empty(_server.Asked);
        _system.WithFile("/opt/x.tgz", "old");
        Assert.Equal([$"write: 3 bytes → {Url}"], await _bench.ConvergeAsync(host => host.Download("/opt/x.tgz").Url(Url).Checksum(checksum)));
        Assert.Equal(["x.tgz"], await _system.ListAsync("/opt"));
    }

    [Fact]
    public async Task A_wrong_checksum_leaves_the_old_file()
    {
        _system.WithFile("/opt/x.tgz", "old");
        var fault = await Assert.ThrowsAsync<SystemFaultException>(() => _bench.ApplyAsync(host => host.Download("/opt/x.tgz").Url(Url).Checksum(new string('0', 64))));
        Assert.Equal(SystemFault.ChecksumMismatch, fault.Fault);
        Assert.Equal("old", await ReadAsync());
        Assert.Single(_server.Asked);
    }

    [Fact]
    public async Task Without_one_the_server_says_whether_it_has_something_newer()
    {
        Assert.Equal([$"create: 0644, {Url}"], await _bench.ConvergeAsync(host => host.Download("/opt/x.tgz").Url(Url)));
        Assert.Contains("If-None-Match: \"1\"", _server.Asked[^1]);
        Assert.DoesNotContain("127.0.0.1", await ReadAsync("/opt/.x.tgz.opsmop"));

        _answer = head => head.Contains("\"2\"") ? FileServer.Status("304 Not Modified") : FileServer.Ok("newer", "ETag: \"2\"\r\n");
        Assert.Equal([$"/opt/x.tgz write: 5 bytes → {Url}"], (await _bench.PlanAsync(host => host.Download("/opt/x.tgz").Url(Url))).Select(line => line.Replace("Download[/opt/x.tgz]", "/opt/x.tgz")));
        Assert.Equal("hello", await ReadAsync());
        Assert.Single(await _bench.ConvergeAsync(host => host.Download("/opt/x.tgz").Url(Url)));
        Assert.Equal("newer", await ReadAsync());
    }

    [Fact]
    public async Task The_date_serves_where_there_is_no_tag_and_servers_that_know_no_conditions_are_understood()
    {
        _answer = _ => FileServer.Ok("hello", "Last-Modified: Wed, 21 Oct 2015 07:28:00 GMT\r\n");
        await _bench.ConvergeAsync(host => host.Download("/opt/x.tgz").Url(Url));
        Assert.Contains("If-Modified-Since: Wed, 21 Oct 2015 07:28:00 GMT", _server.Asked[^1]);
        _answer = _ => FileServer.Ok("hello", "Last-Modified: Thu, 22 Oct 2015 07:28:00 GMT\r\n");
        Assert.Single(await _bench.ConvergeAsync(host => host.Download("/opt/x.tgz").Url(Url)));
    }

    [Fact]
    public async Task What_was_edited_or_has_another_address_by_now_is_fetched_again()
    {
        _answer = _ => FileServer.Ok("hello");
        await _bench.ConvergeAsync(host => host.Download("/opt/x.tgz").Url(Url));
        Assert.Single(_server.Asked);
        _system.WithFile("/opt/x.tgz", "edited");
        Assert.Single(await _bench.ConvergeAsync(host => host.Download("/opt/x.tgz").Url(Url)));
        Assert.Equal("hello", await ReadAsync());
        Assert.Single(await _bench.ConvergeAsync(host => host.Download("/opt/x.tgz").Url(Url + "?2")));
        _system.WithFile("/opt/x.tgz", "edited");
        Assert.Empty(await _bench.ConvergeAsync(host => host.Download("/opt/x.tgz").Url(Url).Overwrite(false)));
    }

    [Fact]
    public async Task A_connection_that_breaks_goes_on_where_it_was()
    {
        _answer = head => head.Contains("Range: bytes=5-\n")
            ? "HTTP/1.1 206 Partial Content\r\nETag: \"1\"\r\nContent-Range: bytes 5-9/10\r\nContent-Length: 5\r\nConnection: close\r\n\r\nworld"
            : "HTTP/1.1 200 OK\r\nETag: \"1\"\r\nContent-Length: 10\r\nConnection: close\r\n\r\nhello";
        await _bench.ApplyAsync(host => host.Download("/opt/x.tgz").Url(Url).Checksum(Sha256.Of("helloworld"u8).Value));
        Assert.Equal("helloworld", await ReadAsync());
        Assert.Contains("If-Range: \"1\"", _server.Asked[^1]);
        Assert.Equal(2, _server.Asked.Count);
    }

    [Theory]
    [InlineData("ETag: \"1\"\r\n")]
    [InlineData("")]
    public async Task A_server_that_cannot_go_on_begins_again(string headers)
    {
        _answer = head => _server.Asked.Count == 1 ? $"HTTP/1.1 200 OK\r\n{headers}Content-Length: 10\r\nConnection: close\r\n\r\nhello" : FileServer.Ok("newcontent", "ETag: \"2\"\r\n");
        await _bench.ApplyAsync(host => host.Download("/opt/x.tgz").Url(Url));
        Assert.Equal("newcontent", await ReadAsync());
        Assert.Contains("etag \"2\"\n", await ReadAsync("/opt/.x.tgz.opsmop"));
        Assert.Contains(Sha256.Of("newcontent"u8).Value, await ReadAsync("/opt/.x.tgz.opsmop"));
    }

    [Fact]
    public async Task A_busy_server_is_tried_again_as_often_as_the_policy_says()
    {
        _answer = _ => _server.Asked.Count < 3 ? FileServer.Status("503 Service Unavailable") : FileServer.Ok("hello");
        await _bench.ConvergeAsync(host => host.Download("/opt/x.tgz").Url(Url));
        Assert.Equal(3, _server.Asked.Count);
        _answer = _ => FileServer.Status("503 Service Unavailable");
        Assert.Contains("the server answers 503 Service Unavailable.", await _bench.FailureAsync(host => host.Download("/opt/y").Url(Url).Retries(0)));
        Assert.Equal(4, _server.Asked.Count);
        Assert.Null(await _system.StatAsync("/opt/y"));
    }

    [Fact]
    public async Task A_missing_file_is_said_in_words_and_not_tried_again()
    {
        _answer = _ => FileServer.Status("404 Not Found");
        Assert.Contains("the server answers 404, there is nothing at this address.", await _bench.FailureAsync(host => host.Download("/opt/x.tgz").Url(Url)));
        Assert.Single(_server.Asked);
    }

    [Fact]
    public async Task Headers_are_sent_to_the_server_of_the_address_and_to_no_other()
    {
        using var other = new FileServer(_ => FileServer.Ok("hello"));
        _answer = head => head.StartsWith("GET /x.tgz", StringComparison.Ordinal)
            ? FileServer.Status("302 Found", "Location: /moved\r\n") : FileServer.Status("302 Found", $"Location: {other.Address}/signed?key=1\r\n");
        var done = await _bench.ApplyAsync(host => host.Download("/opt/x.tgz").Url(Url).Headers("X-Token", $"{Secret.Adopt("hunter2")}"));
        Assert.Equal([$"create: 0600, {Url}"], done);
        Assert.Equal("hello", await ReadAsync());
        Assert.All(_server.Asked, head => Assert.Contains("X-Token: hunter2", head));
        Assert.DoesNotContain("hunter2", Assert.Single(other.Asked));
    }

    [Fact]
    public async Task A_server_that_leads_in_circles_or_to_no_server_is_given_up()
    {
        _answer = _ => FileServer.Status("302 Found", "Location: /x.tgz\r\n");
        Assert.Contains("more than 10 times", await _bench.FailureAsync(host => host.Download("/opt/x.tgz").Url(Url)));
        _answer = _ => FileServer.Status("302 Found", "Location: file:///etc/shadow\r\n");
        Assert.Contains("where nothing protects what is fetched", await _bench.FailureAsync(host => host.Download("/opt/x.tgz").Url(Url)));
    }

    [Fact]
    public async Task An_absent_one_goes_with_what_was_remembered()
    {
        await _bench.ConvergeAsync(host => host.Download("/opt/x.tgz").Url(Url));
        Assert.Equal(["delete: a file, 5 bytes →", "forget: /opt/.x.tgz.opsmop →"], await _bench.ConvergeAsync(host => host.Download("/opt/x.tgz").Absent()));
        Assert.Empty(await _system.ListAsync("/opt"));
    }

    [Fact]
    public async Task A_file_of_authorities_must_have_some()
    {
        _system.WithFile("/etc/ca.pem", "none");
        Assert.Contains("/etc/ca.pem holds no certificate", await _bench.FailureAsync(host => host.Download("/opt/x.tgz").Url(Url).CaFile("/etc/ca.pem")));
        Assert.Contains("There is no file /etc/no.pem", await _bench.FailureAsync(host => host.Download("/opt/x.tgz").Url(Url).CaFile("/etc/no.pem")));
    }

    [Fact]
    public void What_would_be_shown_or_is_the_type_s_own_is_reported()
    {
        Assert.Contains("user or a password", Assert.Single(_bench.Validate(host => host.Download("/opt/x").Url("https://u:p@example.org/x"))));
        Assert.Contains("host.File(…).Url(…)", Assert.Single(_bench.Validate(host => host.Download("/opt/x").Url("file:///x"))));
        Assert.Contains("Range is set", Assert.Single(_bench.Validate(host => host.Download("/opt/x").Url("https://example.org/x").Headers("Range", "bytes=0-"))));
        Assert.Contains("one of Url, Absent", Assert.Single(_bench.Validate(host => host.Download("/opt/x"))));
    }

    private async Task<string> ReadAsync(string path = "/opt/x.tgz") => Encoding.UTF8.GetString((await _system.ReadAsync(path)).Span);
}
