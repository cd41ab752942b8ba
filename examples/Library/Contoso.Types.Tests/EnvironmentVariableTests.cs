using System.Text;
using Contoso.Types.Example;
using OpsMop;
using OpsMop.Testing;

namespace Contoso.Types.Tests;

public sealed class EnvironmentVariableTests
{
    private readonly MemorySystem _system = new MemorySystem().WithDirectory("/etc");

    [Fact]
    public async Task Variables_are_set_once_and_the_rest_of_the_file_stays()
    {
        _system.WithFile("/etc/environment", "# ours\nEDITOR=nano\nLESSOPEN='|lesspipe %s'\nPAGER=less", mode: "0640");
        using var test = new PolicyTest(_system);

        // What the plan says is what the apply does, and afterwards nothing is left to do.
        var plan = await test.PlanAsync(new Examples());
        Assert.Empty(_system.Effects);
        var apply = await test.ApplyAsync(new Examples());
        Assert.Equal(["EnvironmentVariable[EDITOR] set", "EnvironmentVariable[http_proxy] set", "EnvironmentVariable[LESSOPEN] unset"], apply.Changes);
        Assert.Equal(plan.Changes, apply.Changes);
        Assert.Empty((await test.ApplyAsync(new Examples())).Changes);

        Assert.Equal("# ours\nEDITOR=\"vim\"\nPAGER=less\nhttp_proxy=\"http://proxy.example.com:3128\"\n", await TextAsync());
        Assert.Equal("0640", (await _system.StatAsync("/etc/environment"))!.Mode.ToString());
    }

    [Fact]
    public async Task The_file_is_made_where_there_is_none()
    {
        using var test = new PolicyTest(_system);

        Assert.Empty((await test.ApplyAsync(new Examples())).Failures);
        Assert.Equal("EDITOR=\"vim\"\nhttp_proxy=\"http://proxy.example.com:3128\"\n", await TextAsync());
        Assert.Equal("0644", (await _system.StatAsync("/etc/environment"))!.Mode.ToString());
    }

    private async Task<string> TextAsync() => Encoding.UTF8.GetString((await _system.ReadAsync("/etc/environment")).Span);
}
