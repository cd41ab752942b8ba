using OpsMop.Testing;

namespace OpsMop.Resources.Tests;

/// <summary>The outputs are those of RubyGems 3.3.</summary>
public sealed class GemProviderTests
{
    private readonly MemorySystem _system = new MemorySystem()
        .WithFile("/srv/gems/specifications/nokogiri-1.16.0-x86_64-linux.gemspec", "")
        .WithFile("/srv/gems/specifications/nokogiri-1.15.5.gemspec", "")
        .WithFile("/srv/gems/specifications/nokogiri-ext-9.0.gemspec", "")
        .WithProcess("gem list --remote --all *", new ProcessResult(0, "\n*** REMOTE GEMS ***\n\nnokogiri (1.16.2 ruby java x86_64-linux, 1.16.0 ruby, 1.14.0 ruby)\n", ""))
        .WithProcess("gem *install *", ProcessResult.Success);

    private readonly Bench _bench;

    public GemProviderTests() => _bench = new Bench(_system);

    [Fact]
    public async Task Versions_stand_side_by_side()
    {
        Assert.Empty(await _bench.ApplyAsync(host => host.RubyGem("nokogiri", "/srv/gems").Version("1.15.*")));
        Assert.Empty(await _bench.ApplyAsync(host => host.RubyGem("nokogiri", "/srv/gems").Version("1.16.0")));
        Assert.Empty(_system.Queries);
        Assert.Equal(["upgrade: 1.16.0 → 1.16.2"], await _bench.ApplyAsync(host => host.RubyGem("nokogiri", "/srv/gems").Latest()));
        Assert.Equal(["change version: 1.16.0 → 1.14.0"], await _bench.ApplyAsync(host => host.RubyGem("nokogiri", "/srv/gems").Version("1.14.*")));
        Assert.Equal(["remove: 1.16.0 →"], await _bench.ApplyAsync(host => host.RubyGem("nokogiri", "/srv/gems").Absent()));
        Assert.Equal(["run gem install --no-document nokogiri", "run gem install --no-document nokogiri:1.14.0", "run gem uninstall --all --executables nokogiri"], _system.Effects);
    }
}
