using System.Text;
using OpsMop.Testing;

namespace OpsMop.Resources.Tests;

public sealed class JsonProviderTests
{
    private const string Path = "/etc/app.json";

    private readonly MemorySystem _system = new MemorySystem().WithDirectory("/etc");
    private readonly Bench _bench;

    public JsonProviderTests() => _bench = new Bench(_system);

    [Theory]
    [InlineData("{\n    \"a\": 1, // one\n    \"ü\": {\"x\": 2}\n}\n", "{\n    \"a\": 5, // one\n    \"ü\": {\"x\": 2, \"y\": true},\n    \"new\": {\n        \"deep\": \"v\"\n    }\n}\n")]
    [InlineData("{\"a\":1,\"ü\":{\"x\":2}}", "{\"a\":5,\"ü\":{\"x\":2,\"y\":true},\"new\":{\"deep\":\"v\"}}")]
    [InlineData("{\n  \"a\": 0,\n  \"ü\": { }, // last\n}\n", "{\n  \"a\": 5,\n  \"ü\": {\n    \"y\": true\n  }, // last\n  \"new\": {\n    \"deep\": \"v\"\n  },\n}\n")]
    [InlineData("{\r\n  \"a\": 5 // last\r\n}", "{\r\n  \"a\": 5, // last\r\n  \"ü\": {\r\n    \"y\": true\r\n  },\r\n  \"new\": {\r\n    \"deep\": \"v\"\r\n  }\r\n}")]
    [InlineData("", "{\n  \"a\": 5,\n  \"ü\": {\n    \"y\": true\n  },\n  \"new\": {\n    \"deep\": \"v\"\n  }\n}\n")]
    public async Task Values_are_set_and_the_rest_stays_as_it_is_written(string before, string after)
    {
        _system.WithFile(Path, before);
        await _bench.ConvergeAsync(host =>
        {
            host.Json(Path, "a").Number(5);
            host.Json(Path, "ü.y").Flag();
            host.Json(Path, "new.deep").Value("v");
        });
        Assert.Equal(after, await TextAsync());
    }

    [Theory]
    [InlineData("{\n  \"a\": 1,\n  \"b\": 2, // two\n  \"c\": 3\n}\n", "b", "{\n  \"a\": 1,\n  \"c\": 3\n}\n")]
    [InlineData("{\n  \"a\": 1, // one\n  \"b\": 2\n}\n", "b", "{\n  \"a\": 1 // one\n}\n")]
    [InlineData("{\"a\": 1, \"b\": 2}", "a", "{\"b\": 2}")]
    [InlineData("{\"a\": 1, \"b\": 2}", "b", "{\"a\": 1}")]
    [InlineData("{\n  \"a\": 1\n}\n", "a", "{\n}\n")]
    [InlineData("{\"x.y\": {\"z\": 1}}", "\"x.y\".z", "{\"x.y\": {}}")]
    public async Task An_absent_value_goes(string before, string path, string after)
    {
        _system.WithFile(Path, before);
        await _bench.ConvergeAsync(host => host.Json(Path, path).Absent());
        Assert.Equal(after, await TextAsync());
        Assert.Empty(await _bench.ConvergeAsync(host => host.Json("/etc/no", path).Absent()));
    }

    [Fact]
    public async Task Lists_are_appended_to_and_searched()
    {
        _system.WithFile(Path, "{\n  \"list\": [\n    \"a\", // first\n    \"b\"\n  ],\n  \"inline\": [\"x\"],\n  \"null\": null\n}\n");
        Assert.Equal(
            ["set: a list of 2 → a list of 3", "set: [\"x\"] → [\"y\"]", "insert: 80", "insert: null"],
            await _bench.ConvergeAsync(host =>
            {
                host.Json(Path, "list").Contains("b", "c");
                host.Json(Path, "inline").Contains("y").Lacks("x");
                host.Json(Path, "ports[0]").Number(80);
                host.Json(Path, "null.a").Null();
            }));
        Assert.Equal(
            "{\n  \"list\": [\n    \"a\", // first\n    \"b\",\n    \"c\"\n  ],\n  \"inline\": [\"y\"],\n  \"null\": {\n    \"a\": null\n  },\n  \"ports\": [\n    80\n  ]\n}\n",
            await TextAsync());
    }

    [Fact]
    public async Task Raw_values_are_compared_by_what_they_mean()
    {
        _system.WithFile(Path, "{ \"a\": { \"y\": 1.0, \"x\": [ ] } }\n");
        Assert.Empty(await _bench.ConvergeAsync(host => host.Json(Path, "a").Raw("""{"x":[],"y":1}""")));
        await _bench.ConvergeAsync(host => host.Json(Path, "a").Raw("""[1, {"b": "c"}]"""));
        Assert.Equal("{ \"a\": [1, {\"b\": \"c\"}] }\n", await TextAsync());
    }

    [Fact]
    public async Task A_secret_is_written_and_not_shown()
    {
        var secret = Secret.Adopt("hunter2-\"long\"");
        _system.WithFile(Path, "{\"db\": {}}\n", "0600");
        Assert.Equal(["set: ***"], await _bench.ConvergeAsync(host => host.Json(Path, "db.password").Value($"{secret}")));
        Assert.Equal("{\"db\": {\"password\": \"hunter2-\\\"long\\\"\"}}\n", await TextAsync());
    }

    [Fact]
    public async Task What_is_wrong_is_said()
    {
        _system.WithFile(Path, "{\n \"a\": [1],\n \"b\": x }");
        Assert.StartsWith("/etc/app.json(3): this is no JSON.", await _bench.FailureAsync(host => host.Json(Path, "a").Number(1)));
        _system.WithFile(Path, "{\"a\": [1]}");
        Assert.Equal("/etc/app.json: a is a list, so that it has no b. Correct the path.", await _bench.FailureAsync(host => host.Json(Path, "a.b").Number(1)));
        Assert.Contains("The next one is [1]", await _bench.FailureAsync(host => host.Json(Path, "a[3]").Number(1)));
        Assert.Contains("a name is missing at character 3", Assert.Single(_bench.Validate(host => host.Json(Path, "a..b").Null())));
        Assert.Contains("one of Value, Number", Assert.Single(_bench.Validate(host => host.Json(Path, "a"))));
        Assert.Contains("is an item of a list", Assert.Single(_bench.Validate(host => host.Json(Path, "a[0]").Absent())));
        Assert.Contains("Raw is no JSON", Assert.Single(_bench.Validate(host => host.Json(Path, "a").Raw("{"))));
    }

    private async Task<string> TextAsync() => Encoding.UTF8.GetString((await _system.ReadAsync(Path)).Span);
}
