using OpsMop.Testing;

namespace OpsMop.Resources.Tests;

public sealed class PamLimitsProviderTests
{
    private readonly MemorySystem _system = new MemorySystem().WithDirectory("/etc/security/limits.d");
    private readonly Bench _bench;

    public PamLimitsProviderTests() => _bench = new Bench(_system);

    [Fact]
    public async Task Limits_are_a_file_of_their_own_that_comes_and_goes()
    {
        await _bench.ConvergeAsync(host => host.Limits("app").Domains("app", "@ops").Soft("nofile", "4096").Hard("nofile", "65536").Both("core", "unlimited"));
        Assert.Contains(
            "f 0644 root:root /etc/security/limits.d/app.conf "
            + "\"app\\tsoft\\tnofile\\t4096\\napp\\thard\\tnofile\\t65536\\napp\\t-\\tcore\\tunlimited\\n@ops\\tsoft\\tnofile\\t4096\\n",
            _system.Describe());
        Assert.Single(await _bench.ConvergeAsync(host => host.Limits("app").Absent()));
        Assert.Empty(await _bench.ApplyAsync(host => host.Limits("app").Absent()));
    }

    [Fact]
    public void What_cannot_be_is_reported()
    {
        Assert.Contains("Did you mean 'nofile'?", Assert.Single(_bench.Validate(host => host.Limits("app").Domains("app").Both("nofiles", "1"))));
        Assert.Contains("cannot be \"many\"", Assert.Single(_bench.Validate(host => host.Limits("app").Domains("app").Both("nofile", "many"))));
        Assert.Contains("more than the hard limit", Assert.Single(_bench.Validate(host => host.Limits("app").Domains("app").Soft("nofile", "unlimited").Hard("nofile", "10"))));
        Assert.Contains("Both sets nofile", Assert.Single(_bench.Validate(host => host.Limits("app").Domains("app").Both("nofile", "5").Hard("nofile", "10"))));
        Assert.Contains("are required", Assert.Single(_bench.Validate(host => host.Limits("app"))));
    }

    [Fact]
    public async Task Without_pam_limits_its_package_is_named() =>
        Assert.Contains("libpam-modules", await new Bench(new MemorySystem()).FailureAsync(host => host.Limits("app").Domains("app").Both("core", "0")));
}
