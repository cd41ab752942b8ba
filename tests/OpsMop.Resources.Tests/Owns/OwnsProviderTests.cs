using OpsMop.Testing;

namespace OpsMop.Resources.Tests;

public sealed class OwnsProviderTests
{
    private readonly MemorySystem _system = new MemorySystem()
        .WithFile("/etc/nginx/sites-enabled/default", "").WithFile("/etc/nginx/sites-enabled/blog", "").WithFile("/etc/nginx/sites-enabled/.keep", "")
        .WithFile("/etc/nginx/sites-enabled/full/x", "").WithDirectory("/etc/nginx/sites-enabled/empty");

    private readonly Bench _bench;

    public OwnsProviderTests() => _bench = new Bench(_system);

    [Fact]
    public async Task What_nobody_declares_goes()
    {
        var done = await _bench.ConvergeAsync(host =>
        {
            host.Owns("/etc/nginx/sites-enabled/*");
            host.File("/etc/nginx/sites-enabled/blog");
        });
        Assert.Equal(["delete: /etc/nginx/sites-enabled/default →", "delete: /etc/nginx/sites-enabled/empty →"], done);
        Assert.Equal([".keep", "blog", "full"], await _system.ListAsync("/etc/nginx/sites-enabled"));
    }

    [Fact]
    public async Task Directories_go_with_their_content_only_on_request_and_not_if_something_in_them_is_declared()
    {
        _system.WithFile("/etc/nginx/sites-enabled/other/y", "");
        var done = await _bench.ConvergeAsync(host =>
        {
            host.File("/etc/nginx/sites-enabled/other/y");
            host.Owns("/etc/nginx/sites-enabled/*").Recursive().Except("def*", "blog");
        });
        Assert.Equal(["delete: /etc/nginx/sites-enabled/empty →", "delete: /etc/nginx/sites-enabled/full →"], done);
    }

    [Fact]
    public async Task Any_segment_may_have_wildcards_and_a_missing_directory_is_no_fault()
    {
        _system.WithFile("/etc/php/7.4/pool.d/www.conf", "").WithFile("/etc/php/8.2/pool.d/www.conf", "").WithFile("/etc/php/8.2/pool.d/www.txt", "");
        Assert.Equal(
            ["delete: /etc/php/7.4/pool.d/www.conf →", "delete: /etc/php/8.2/pool.d/www.conf →"],
            await _bench.ConvergeAsync(host => host.Owns("/etc/php/*/pool.d/*.conf")));
        Assert.Empty(await _bench.ConvergeAsync(host => host.Owns("/no/where/*")));
    }

    [Theory]
    [InlineData("/etc/**")]
    [InlineData("/etc/../home/*")]
    public async Task What_could_reach_everything_is_refused(string pattern) =>
        Assert.Contains("may hold neither .. nor **", await _bench.FailureAsync(host => host.Owns(pattern)));
}
