using OpsMop.Testing;

namespace OpsMop.Resources.Tests;

/// <summary>The outputs are those of npm 9.2.</summary>
public sealed class NpmProviderTests
{
    private readonly MemorySystem _system = new MemorySystem()
        .WithFile("/srv/app/lib/node_modules/@angular/cli/package.json", """{"name":"@angular/cli","version":"19.0.0"}""")
        .WithProcess("npm view * -- @angular/cli *", new ProcessResult(0, """{"versions":["18.0.0","19.0.0","20.0.0","21.0.0-next.1"],"dist-tags.latest":"20.0.0"}""", ""))
        .WithProcess("npm view * -- lone *", new ProcessResult(0, """{"versions":"1.0.0","dist-tags.latest":"1.0.0"}""", ""))
        .WithProcess("npm view * -- nope *", new ProcessResult(1, "{\"error\":{\"code\":\"E404\"}}", "npm ERR! code E404\n"))
        .WithProcess("npm *install *", ProcessResult.Success);

    private readonly Bench _bench;

    public NpmProviderTests() => _bench = new Bench(_system);

    [Fact]
    public async Task The_latest_is_what_the_registry_calls_so()
    {
        Assert.Equal(
            ["upgrade: 19.0.0 → 20.0.0", "install: 1.0.0"],
            await _bench.ApplyAsync(host =>
            {
                host.NodePackage("@angular/cli", "/srv/app").Latest();
                host.NodePackage("lone", "/srv/app");
            }));
        Assert.Equal(["run npm install --global --prefix /srv/app --no-fund --no-audit --no-update-notifier --loglevel=error --logs-max=0 -- @angular/cli@latest lone@latest"], _system.Effects);
        Assert.Empty(await _bench.ApplyAsync(host => host.NodePackage("@angular/cli", "/srv/app").Version("19.*")));
        Assert.Equal(["change version: 19.0.0 → 18.0.0"], await _bench.ApplyAsync(host => host.NodePackage("@angular/cli", "/srv/app").Version("18.*")));
        Assert.Equal("no package \"nope\" is known to npm.", await _bench.FailureAsync(host => host.NodePackage("nope", "/srv/app")));
    }
}
