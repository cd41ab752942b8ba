using OpsMop.Testing;

namespace OpsMop.Resources.Tests;

public sealed class HttpProviderTests : IDisposable
{
    private readonly Server _server = new(what => what switch
    {
        "GET /state" => (200, """{"nodes":[{"state":"up","ready":true}],"count":2}"""),
        "POST /items" => (201, "made"),
        "GET /broken" => (500, "oh"),
        "GET /moved" => (302, "http://elsewhere.example/"),
        _ => (404, "no"),
    });

    private readonly MemorySystem _system = new MemorySystem().WithFile("/ca", "");
    private readonly Bench _bench;

    public HttpProviderTests() => _bench = new Bench(_system);

    public void Dispose() => _server.Dispose();

    [Fact]
    public async Task A_request_is_sent_with_what_is_secret()
    {
        Assert.Equal(
            [$"post: {_server.Address}/items"],
            await _bench.ApplyAsync(host => host.Http($"{_server.Address}/items").Body($"{Secret.Adopt("pw")}").Headers("X-Token", $"{Secret.Adopt("token")}").Status(201)));
        Assert.Equal(["POST /items application/json token: pw"], _server.Asked);
        Assert.Equal("made", Assert.Single(_bench.Results).Output);
    }

    [Fact]
    public async Task A_plan_sends_nothing_but_the_question_whether_it_is_needed()
    {
        Assert.Equal(
            [$"Http[POST {_server.Address}/items] post: {_server.Address}/items", $"Http[GET {_server.Address}/state] would ask {_server.Address}/state"],
            await _bench.PlanAsync(host =>
            {
                host.Http($"{_server.Address}/items").Body("x").UnlessUrl($"{_server.Address}/items/1");
                host.Http($"{_server.Address}/state");
            }));
        Assert.Equal(["GET /items/1  : "], _server.Asked);
    }

    [Fact]
    public async Task What_is_there_already_is_not_sent()
    {
        Assert.Empty(await _bench.ApplyAsync(host => host.Http($"{_server.Address}/items").Method("PUT").UnlessUrl($"{_server.Address}/state").UnlessJson("nodes.0.state", "up").UnlessPattern("count")));
        Assert.NotEmpty(await _bench.PlanAsync(host => host.Http($"{_server.Address}/items").Method("PUT").UnlessUrl($"{_server.Address}/state").UnlessJson("count", "3")));

        // A server that is not there yet is no reason to fail a plan; one that fails is.
        Assert.NotEmpty(await _bench.PlanAsync(host => host.Http($"{_server.Address}/items").Method("PUT").UnlessUrl($"http://127.0.0.1:{Server.FreePort()}/")));
        Assert.Contains("answers 500, which does not say", await _bench.FailureAsync(host => host.Http($"{_server.Address}/items").Method("PUT").UnlessUrl($"{_server.Address}/broken")));
    }

    [Fact]
    public async Task A_question_is_no_change()
    {
        Assert.Empty(await _bench.ApplyAsync(host => host.Http($"{_server.Address}/state").Json("nodes.0.ready", "true").Json("count", "2").Pattern("nodes")));
        Assert.Contains("count", Assert.Single(_bench.Results).Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/broken", "it answers 500.")]
    [InlineData("/moved", "it answers 302 and points to http://elsewhere.example/: give that address")]
    public async Task Another_answer_is_a_failure(string path, string expected) => Assert.Contains(expected, await _bench.FailureAsync(host => host.Http(_server.Address + path)));

    [Fact]
    public async Task What_the_answer_lacks_is_told()
    {
        Assert.Contains("count is 2, not 3.", await _bench.FailureAsync(host => host.Http($"{_server.Address}/state").Json("count", "3")));
        Assert.Contains("nodes.1.state is not there, not up.", await _bench.FailureAsync(host => host.Http($"{_server.Address}/state").Json("nodes.1.state", "up")));
        Assert.Contains("is no JSON.", await _bench.FailureAsync(host => host.Http($"{_server.Address}/items").Body("x").Json("a", "b")));
        Assert.Contains("cannot be reached", await _bench.FailureAsync(host => host.Http($"http://127.0.0.1:{Server.FreePort()}/")));
        Assert.Contains("holds no certificate", await _bench.FailureAsync(host => host.Http(_server.Address).CaFile("/ca")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_decides_by_the_answer_gets_it()
    {
        await _bench.ApplyAsync(host => host.Http($"{_server.Address}/broken").FailedWhen(outcome => outcome.Output != "oh"));
        Assert.Equal((500, "oh"), (_bench.Results[0].ExitCode, _bench.Results[0].Output));
    }

    [Fact]
    public void What_contradicts_itself_is_told()
    {
        Assert.Contains(_bench.Validate(host => host.Http("http://a.example/").Method("GET").Body("x")), finding => finding.StartsWith("OPM2001", StringComparison.Ordinal));
        Assert.Contains(_bench.Validate(host => host.Http("file:///etc/passwd")), finding => finding.StartsWith("OPM2004", StringComparison.Ordinal));
        Assert.Contains(_bench.Validate(host => host.Http("http://a.example/").Headers("X", "a\nb")), finding => finding.StartsWith("OPM2004", StringComparison.Ordinal));
        Assert.Contains(_bench.Validate(host => host.Http("http://a.example/").Method("GTE")), finding => finding.StartsWith("OPM2004", StringComparison.Ordinal));
    }
}
