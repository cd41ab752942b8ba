using OpsMop.Engine.Events;
using OpsMop.Engine.Systems;
using OpsMop.Testing;

namespace OpsMop.Engine.Tests.Running;

public sealed class PlanningTests : IDisposable
{
    private readonly TestRun _run = new();

    [Fact]
    public async Task A_file_in_a_directory_that_the_plan_creates_plans()
    {
        var finished = await _run.PlanAsync(host =>
        {
            host.Directory("/srv/app").Mode("0755");
            host.File("/srv/app/config").Content("x").Mode("0644");
        });

        Assert.Equal((2, 0), (finished.Changed, finished.Failed));
        Assert.Equal(["changed Directory[/srv/app]", "changed File[/srv/app/config]"], _run.Told);
    }

    [Fact]
    public async Task A_users_file_plans_before_the_user_exists()
    {
        _run.System.WithProcess("getent *", new ProcessResult(2, "", ""));
        var finished = await _run.PlanAsync(host =>
        {
            host.User("app");
            host.File("/srv/config").Content("x").Owner("app").Mode("0640");
        });

        Assert.Equal(["changed User[app]", "changed File[/srv/config]"], _run.Told);
        Assert.Equal(0, finished.Failed);
    }

    [Fact]
    public async Task A_file_of_a_user_that_nobody_declares_is_a_failure()
    {
        var finished = await _run.PlanAsync(host => host.File("/srv/config").Content("x").Owner("app").Mode("0640"));

        Assert.Equal(1, finished.Failed);
        Assert.Contains("app", _run.Events.OfType<ResourceFinished>().Single().Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_an_opaque_command_may_have_made_is_doubted_only_by_what_depends_on_it()
    {
        await _run.PlanAsync(host =>
        {
            var build = host.Command($"touch /srv/built").Title("build");
            host.File("/srv/one").Content("x").Mode("0644");
            host.File("/srv/two").Content("x").Mode("0644").After(build);
        });

        Assert.Equal(["changed Command[build]", "changed File[/srv/one]", "maybe changed File[/srv/two]"], _run.Told);
    }

    [Fact]
    public async Task A_failure_that_an_opaque_command_may_mend_is_unknown()
    {
        var finished = await _run.PlanAsync(host =>
        {
            var unpack = host.Command($"touch /srv/unpacked").Title("unpack");
            host.File("/srv/unpacked/config").Content("x").Mode("0644").After(unpack);
        });

        Assert.Equal((0, 1), (finished.Failed, finished.Unknown));
        Assert.Contains("Command[unpack]", _run.Events.OfType<ResourceFinished>().Last().Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_command_that_says_what_it_creates_leaves_the_rest_known()
    {
        await _run.PlanAsync(host =>
        {
            var build = host.Command($"touch /srv/built").Title("build").Creates("/srv/built");
            host.File("/srv/other").Content("x").Mode("0644").After(build);
        });

        Assert.Equal(["changed Command[build]", "changed File[/srv/other]"], _run.Told);
    }

    [Fact]
    public async Task A_question_in_a_folder_that_the_plan_makes_is_in_doubt_and_no_failure()
    {
        await _run.PlanAsync(
            new InlinePolicy(host =>
            {
                host.Directory("/opsmop-test-missing").Mode("0755");
                host.Command($"touch built").Title("build").Directory("/opsmop-test-missing").Unless($"test -e built");
            }),
            new LocalSystem());

        Assert.Equal(["changed Directory[/opsmop-test-missing]", "maybe changed Command[build]"], _run.Told);
    }

    [Fact]
    public async Task A_plan_never_writes()
    {
        var before = _run.System.Describe();
        var finished = await _run.PlanAsync(
            new InlinePolicy(host =>
            {
                var reload = host.Handler("reload", () => host.Command($"touch /reloaded"));
                host.Directory("/srv/app").Mode("0755");
                host.File("/srv/app/config").Content("x").Mode("0644").Notifies(reload);
                host.Link("/srv/current").Target("/srv/app");
                host.File("/etc/os-release").Absent();
                host.Command($"touch /x");
                host.Try(() => host.Fail($"no")).Rescue(() => host.Echo($"rescued"));
            }),
            new RefusingSystem(_run.System));

        Assert.Equal(0, finished.Failed);
        Assert.Equal(before, _run.System.Describe());
        Assert.Empty(_run.System.Effects);
    }

    [Fact]
    public async Task What_waits_for_a_change_that_is_only_planned_is_planned_too()
    {
        await _run.PlanAsync(host =>
        {
            var file = host.File("/etc/a").Content("a").Mode("0644");
            host.Echo($"a is new").WhenChanged(file);
        });

        Assert.Equal(["a is new"], _run.Messages);
    }

    [Fact]
    public async Task A_procedures_queries_run_in_a_plan_until_a_change_is_pending()
    {
        _run.System.WithProcess("app --version", new ProcessResult(0, "1.0", ""));
        var reached = new List<string>();
        var policy = new InlinePolicy(roles => roles.Add(new InlineProcedure(async host =>
        {
            var version = await host.Query($"app --version");
            reached.Add(version.Output);
            var file = await host.File("/etc/app").Content("x").Mode("0644");
            reached.Add($"changed {file.Changed}");
            await host.Query($"app --version");
            reached.Add("never");
        })));

        var finished = await _run.PlanAsync(policy);

        Assert.Equal(["1.0", "changed True"], reached);
        Assert.Equal((1, 1), (finished.Changed, finished.Unknown));
    }

    [Fact]
    public async Task A_procedures_plan_ends_where_it_asks_for_the_result_of_a_command_that_has_not_run()
    {
        var reached = new List<string>();
        var policy = new InlinePolicy(roles => roles.Add(new InlineProcedure(async host =>
        {
            var command = await host.Command($"touch /x");
            reached.Add($"changed {command.Changed}");
            reached.Add(command.Output);
        })));

        var finished = await _run.PlanAsync(policy);

        Assert.Equal(["changed True"], reached);
        Assert.Equal(1, finished.Unknown);
    }

    [Fact]
    public async Task A_procedure_runs_step_by_step_in_an_apply()
    {
        _run.System.WithProcess("app --version", new ProcessResult(52, "", ""));
        var policy = new InlinePolicy(roles => roles.Add(new InlineProcedure(async host =>
        {
            var version = await host.Query($"app --version");
            if (version.ExitCode == 52 && (await host.File("/etc/app").Content("x").Mode("0644")).Changed)
            {
                await host.Echo($"configured");
            }
        })));

        await _run.ApplyAsync(policy);
        Assert.Equal(["configured"], _run.Messages);
        await _run.ApplyAsync(policy);
        Assert.Empty(_run.Messages);
    }

    [Fact]
    public async Task A_failure_in_a_procedure_ends_it()
    {
        var reached = false;
        var policy = new InlinePolicy(roles => roles.Add(new InlineProcedure(async host =>
        {
            await host.Fail($"stop here");
            reached = true;
        })));

        Assert.Equal(1, (await _run.ApplyAsync(policy)).Failed);
        Assert.False(reached);
    }

    [Fact]
    public async Task A_failure_that_a_procedure_catches_is_counted_and_the_run_goes_on()
    {
        var finished = await _run.ApplyAsync(new InlinePolicy(roles =>
        {
            roles.Add(new InlineProcedure(async host =>
            {
                try
                {
                    await host.Fail($"no matter");
                }
                catch (ProviderException)
                {
                }
            }));
            roles.Add(new InlineRole(host => host.Echo($"goes on")));
        }));

        Assert.Equal(["goes on"], _run.Messages);
        Assert.Equal(1, finished.Failed);
    }

    [Fact]
    public async Task The_diff_of_a_secret_shows_no_secret()
    {
        var password = Secret.Adopt("correct-horse-battery");
        await _run.ApplyAsync(host => host.File("/etc/app").Content($"user=app\npassword={password}\n").Mode("0600"));
        _run.System.WithFile("/etc/app", "user=old\npassword=older-secret-value\n", "0600");
        await _run.PlanAsync(host => host.File("/etc/app").Content($"user=app\npassword={password}\n").Mode("0600"));

        var json = string.Join('\n', _run.Events.Select(EventJson.Write));
        Assert.Contains("user=app", json, StringComparison.Ordinal);
        Assert.DoesNotContain("correct-horse", json, StringComparison.Ordinal);
        Assert.DoesNotContain("older-secret", json, StringComparison.Ordinal);
    }

    public void Dispose() => _run.Dispose();
}
