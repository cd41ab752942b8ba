using System.Text;
using OpsMop.Testing;

namespace OpsMop.Resources.Tests;

public sealed class ReplaceProviderTests
{
    private const string Path = "/etc/conf";

    private readonly MemorySystem _system = new();
    private readonly Bench _bench;

    public ReplaceProviderTests() => _bench = new Bench(_system);

    [Theory]
    [InlineData("old-1 x\nold-2\n", "old-(\\d)", "new$1", "new1 x\nnew2\n", "replace: 2 matches → new$1")]
    [InlineData("a\r\nb\r\n", "^a$", "c", "c\r\nb\r\n", "replace: 1 match → c")]
    [InlineData("a\nb\n", "^b\\n", "", "a\n", "replace: 1 match → ")]
    public async Task What_matches_is_replaced(string before, string pattern, string with, string after, string change)
    {
        _system.WithFile(Path, before);
        Assert.Equal([change], await _bench.ConvergeAsync(host => host.Replace(Path, pattern).With(with)));
        Assert.Equal(after, await TextAsync());
    }

    [Fact]
    public async Task Bounds_keep_the_rest_as_it_is()
    {
        _system.WithFile(Path, "port 1\n<a>\nport 1\n</a>\nport 1\n");
        await _bench.ConvergeAsync(host => host.Replace(Path, "^port 1$").With("port 2").StartingAfter("^<a>$").EndingBefore("^</a>"));
        Assert.Equal("port 1\n<a>\nport 2\n</a>\nport 1\n", await TextAsync());
        Assert.Empty(await _bench.ConvergeAsync(host => host.Replace(Path, "port").With("x").StartingAfter("nothing")));
        Assert.Empty(await _bench.ConvergeAsync(host => host.Replace(Path, "port").With("x").EndingBefore("nothing")));
    }

    [Fact]
    public async Task What_is_wrong_is_said()
    {
        _system.WithFile(Path, "a\n");
        Assert.Contains("would change it again in each run", await _bench.FailureAsync(host => host.Replace(Path, "a").With("aa")));
        Assert.Contains("There is no file", await _bench.FailureAsync(host => host.Replace("/etc/no", "a").With("b")));
        Assert.Contains("With is required", Assert.Single(_bench.Validate(host => host.Replace(Path, "a"))));
        Assert.Contains("is no regular expression", Assert.Single(_bench.Validate(host => host.Replace(Path, "[").With("a"))));
    }

    [Fact]
    public async Task A_pattern_that_takes_forever_is_ended()
    {
        _system.WithFile(Path, new string('a', 40) + "!\n");
        Assert.Contains("took more than", await _bench.FailureAsync(host => host.Replace(Path, "(a+)+$").With("b")));
    }

    private async Task<string> TextAsync() => Encoding.UTF8.GetString((await _system.ReadAsync(Path)).Span);
}
