namespace OpsMop.Engine.Tests.Running;

public sealed class LanguageTests : IDisposable
{
    private readonly TestRun _run = new();

    [Fact]
    public async Task With_gives_owner_and_mode_to_what_does_not_set_its_own()
    {
        _run.System.WithUser("app");
        await _run.ApplyAsync(host =>
        {
            using (host.With(owner: "app", mode: "0640"))
            {
                host.File("/etc/a").Content("a");
                host.File("/etc/b").Content("b").Mode("0600").Owner("root");
            }

            host.File("/etc/c").Content("c").Mode("0644");
        });

        Assert.Equal(("app", "0640"), await StatAsync("/etc/a"));
        Assert.Equal(("root", "0600"), await StatAsync("/etc/b"));
        Assert.Equal(("root", "0644"), await StatAsync("/etc/c"));
    }

    [Fact]
    public async Task A_condition_skips_what_is_inside()
    {
        var finished = await _run.ApplyAsync(host =>
        {
            host.When(false, () => host.Echo($"never"));
            host.When(() => host.FileTests.Exists("/etc/made"), () => host.Echo($"not yet made"));
            host.File("/etc/made").Content("x").Mode("0644");
            host.When(() => host.FileTests.Exists("/etc/made"), () => host.Echo($"made by now"));
            host.Echo($"never either").When(false);
        });

        Assert.Equal(["made by now"], _run.Messages);
        Assert.Equal(3, finished.Skipped);
    }

    [Fact]
    public async Task Tags_select_what_has_its_turn()
    {
        _run.Tags.Add("config");
        await _run.ApplyAsync(host =>
        {
            host.Echo($"config").Tags("config");
            host.Echo($"other").Tags("other");
            host.Echo($"untagged");
            using (host.With(tags: ["config"]))
            {
                host.Echo($"in a block of config");
            }
        });

        Assert.Equal(["config", "in a block of config"], _run.Messages);
    }

    [Fact]
    public async Task Tags_of_a_role_reach_what_it_declares_and_what_a_procedure_awaits()
    {
        _run.Tags.Add("deploy");
        await _run.ApplyAsync(new InlinePolicy(roles =>
        {
            roles.Add(new InlineRole(host => host.Echo($"role"))).Tags("deploy");
            roles.Add(new InlineProcedure(async host => await host.Echo($"procedure"))).Tags("deploy");
            roles.Add(new InlineRole(host => host.Echo($"other")), "other");
        }));

        Assert.Equal(["role", "procedure"], _run.Messages);
    }

    [Fact]
    public async Task The_same_identity_twice_is_an_error_at_the_second_unless_they_are_alternatives()
    {
        var twice = await _run.ValidateAsync(host =>
        {
            host.File("/etc/a").Content("a").Mode("0644");
            host.File("/etc//a/").Content("b").Mode("0644");
        });
        Assert.Equal("OPM2005", Assert.Single(twice).Id);

        var alternatives = await _run.ValidateAsync(host =>
        {
            host.When(true, () => host.File("/etc/a").Content("a").Mode("0644"));
            host.When(() => false, () => host.File("/etc/a").Content("b").Mode("0644"));
        });
        Assert.Empty(alternatives);
    }

    [Fact]
    public async Task What_is_invalid_is_reported_at_the_line_that_gave_it()
    {
        var findings = await _run.ValidateAsync(host =>
            host.File("/etc/a")
                .Content("a")
                .Mode("rw-r--r--"));

        var finding = Assert.Single(findings);
        Assert.Equal("OPM2004", finding.Id);
        var line = File.ReadAllLines(finding.Location.File)[finding.Location.Line - 1];
        Assert.Contains(".Mode(\"rw-r--r--\")", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_time_that_is_none_is_reported_and_never_left_out()
    {
        var findings = await _run.ValidateAsync(host =>
        {
            host.Command($"sync").Timeout("90");
            host.Command($"sync").Retry(3, every: "soon");
        });

        Assert.Equal(["OPM2004", "OPM2004"], findings.Select(finding => finding.Id));
        Assert.Contains("Timeout: '90' has no unit", findings[0].Message, StringComparison.Ordinal);
        Assert.Contains("Retry: 'soon'", findings[1].Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task As_a_user_commands_run_as_the_user_and_new_files_are_the_users()
    {
        ProcessRequest? seen = null;
        _run.System.WithUser("app").WithProcess("whoami", request =>
        {
            seen = request;
            return ProcessResult.Success;
        });
        await _run.ApplyAsync(host =>
        {
            host.Command($"whoami").As("app");
            host.File("/etc/mine").Content("x").Mode("0644").As("app");
        });

        Assert.Equal("app", seen!.User);
        Assert.Equal(("app", "0644"), await StatAsync("/etc/mine"));
    }

    public void Dispose() => _run.Dispose();

    private async Task<(string Owner, string Mode)> StatAsync(AbsolutePath path)
    {
        var status = await _run.System.StatAsync(path);
        return (status!.Owner, status.Mode.ToString());
    }
}
