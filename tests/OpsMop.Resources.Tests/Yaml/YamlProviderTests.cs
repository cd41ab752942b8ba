using System.Text;
using OpsMop.Testing;

namespace OpsMop.Resources.Tests;

public sealed class YamlProviderTests
{
    private const string Path = "/etc/app.yaml";

    private readonly MemorySystem _system = new MemorySystem().WithDirectory("/etc");
    private readonly Bench _bench;

    public YamlProviderTests() => _bench = new Bench(_system);

    [Fact]
    public async Task Values_are_set_and_the_rest_stays_as_it_is_written()
    {
        _system.WithFile(
            Path,
            """
            # head
            server:   # the server
                port:  80    # http
                name: 'web'
                empty:
                text: |
                    some
                    lines

                list:
                - a
                - b   # second
            inline: {x: 1, y: [1, 2]}

            # tail
            """);
        await _bench.ConvergeAsync(host =>
        {
            host.Yaml(Path, "server.port").Number(8080);
            host.Yaml(Path, "server.name").Value("db");
            host.Yaml(Path, "server.empty").Value("yes");
            host.Yaml(Path, "server.text").Value("one");
            host.Yaml(Path, "server.list").Contains("c", "1");
            host.Yaml(Path, "server.new.deep").Raw("""{"a": [1, {"b": "c", "d": null}], "e": {}}""");
            host.Yaml(Path, "inline.y[2]").Number(3);
            host.Yaml(Path, "inline.z").Flag(false);
            host.Yaml(Path, "\"x.y\"").Value("a: b");
        });
        Assert.Equal(
            """
            # head
            server:   # the server
                port:  8080    # http
                name: 'db'
                empty: "yes"
                text: one

                list:
                - a
                - b   # second
                - c
                - "1"
                new:
                    deep:
                        a:
                            - 1
                            - b: c
                              d: null
                        e: {}
            inline: {x: 1, y: [1, 2, 3], z: false}
            x.y: "a: b"

            # tail
            """,
            await TextAsync());
    }

    [Theory]
    [InlineData("a: 1\nb:\n  c: 1\n  d: 2\n", "b.c", "a: 1\nb:\n  d: 2\n")]
    [InlineData("a: 1\nb:\n  c: 1\n", "b.c", "a: 1\nb: {}\n")]
    [InlineData("a:\n  - y: 1\n    z: 2\n", "a[0].y", "a:\n  - z: 2\n")]
    [InlineData("a:\n  - y: 1\n    z: 2\n", "a[0].z", "a:\n  - y: 1\n")]
    [InlineData("a: {x: 1, y: 2}\n", "a.x", "a: {y: 2}\n")]
    [InlineData("a: {x: 1, y: 2}\n", "a.y", "a: {x: 1}\n")]
    [InlineData("a: 1\n", "a", "{}\n")]
    [InlineData("a: |\n  x\n  y\nb: 1\n", "a", "b: 1\n")]
    public async Task An_absent_value_goes(string before, string path, string after)
    {
        _system.WithFile(Path, before);
        await _bench.ConvergeAsync(host => host.Yaml(Path, path).Absent());
        Assert.Equal(after, await TextAsync());
    }

    [Theory]
    [InlineData("", "a.b", "a:\n  b: v\n")]
    [InlineData("# only a comment\n", "a", "# only a comment\na: v\n")]
    [InlineData("---\na: 1\n", "b", "---\na: 1\nb: v\n")]
    [InlineData("{}\n", "a.b", "a:\n  b: v\n")]
    [InlineData("a: {}\r\n", "a.b", "a:\r\n  b: v\r\n")]
    [InlineData("a: null\n", "a.b", "a:\n  b: v\n")]
    [InlineData("a:\n  - b: 1\n", "a[0].c", "a:\n  - b: 1\n    c: v\n")]
    [InlineData("a:\n  - b: 1\n", "a[1].c", "a:\n  - b: 1\n  - c: v\n")]
    [InlineData("a: [1]\nb: \"x\"\n", "b", "a: [1]\nb: \"v\"\n")]
    [InlineData("a:\n  b: 1\n", "a", "a: v\n")]
    [InlineData("a: &x 1\nb: *x", "b", "a: &x 1\nb: v")]
    public async Task A_value_finds_its_place(string before, string path, string after)
    {
        _system.WithFile(Path, before);
        await _bench.ConvergeAsync(host => host.Yaml(Path, path).Value("v"));
        Assert.Equal(after, await TextAsync());
    }

    [Theory]
    [InlineData("a:\n- x\n# c\n- z\n- y\nb: 1\n", "a:\n# c\n- z\nb: 1\n")]
    [InlineData("a:\n- x\n", "a: []\n")]
    [InlineData("a: [x, z, y]\n", "a: [z]\n")]
    [InlineData("a: [x, y]\n", "a: []\n")]
    public async Task A_list_loses_items(string before, string after)
    {
        _system.WithFile(Path, before);
        await _bench.ConvergeAsync(host => host.Yaml(Path, "a").Lacks("x", "y"));
        Assert.Equal(after, await TextAsync());
    }

    [Fact]
    public async Task A_secret_is_written_and_not_shown()
    {
        var secret = Secret.Adopt("hunter2: \"long\"");
        _system.WithFile(Path, "db:\n  password: 'old'\n", "0600");
        Assert.Equal(["set: ***"], await _bench.ConvergeAsync(host => host.Yaml(Path, "db.password").Value($"{secret}")));
        Assert.Equal("db:\n  password: \"hunter2: \\\"long\\\"\"\n", await TextAsync());
    }

    [Fact]
    public async Task What_is_wrong_is_said()
    {
        _system.WithFile(Path, "a: 1\nb: [1\n");
        Assert.Contains("this is no YAML", await _bench.FailureAsync(host => host.Yaml(Path, "a").Number(1)));
        _system.WithFile(Path, "a: 1\n---\nb: 1\n");
        Assert.StartsWith("/etc/app.yaml(2): this begins a second document", await _bench.FailureAsync(host => host.Yaml(Path, "a").Number(1)));
        _system.WithFile(Path, "a: &x\n  b: 1\nc: *x\n");
        Assert.Contains("is a single value", await _bench.FailureAsync(host => host.Yaml(Path, "c.b").Number(1)));
        Assert.Contains("without touching something else", await _bench.FailureAsync(host => host.Yaml(Path, "a").Value("new")));
    }

    private async Task<string> TextAsync() => Encoding.UTF8.GetString((await _system.ReadAsync(Path)).Span);
}
