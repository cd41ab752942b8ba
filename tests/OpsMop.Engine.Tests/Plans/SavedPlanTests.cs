#pragma warning disable CA1416 // Tests run where the engine does.

using System.Text;
using OpsMop.Engine.Events;
using OpsMop.Engine.Plans;
using OpsMop.Engine.Tests.Running;
using OpsMop.Engine.Variables;
using OpsMop.Testing;

namespace OpsMop.Engine.Tests.Plans;

/// <summary>A saved plan is done as it is, or not at all.</summary>
public sealed class SavedPlanTests : IDisposable
{
    private readonly TestRun _run = new();
    private string _reasons = "";

    public SavedPlanTests() => _run.System
        .WithUser("app")
        .WithUser("other")
        .WithFile("/etc/motd", "old\n", "0600")
        .WithFile("/etc/kept", "kept", "0644")
        .WithDirectory("/etc/sites")
        .WithFile("/etc/sites/old", "x")
        .WithLink("/srv/current", "/srv/one")
        .WithProcess("restart app", ProcessResult.Success)
        .WithProcess("test -e /srv/built", new ProcessResult(1, "", ""));

    public void Dispose() => _run.Dispose();

    [Fact]
    public async Task A_saved_plan_does_what_was_planned_and_leaves_nothing_to_do()
    {
        var plan = await PlanAsync(Define);
        var foreseen = Outcomes();
        var finished = await ApplyAsync(plan, Define);

        Assert.Equal((foreseen.Count(one => one.StartsWith("changed", StringComparison.Ordinal)), 0), (finished.Changed, finished.Failed));
        Assert.Equal(foreseen, Outcomes());
        var applied = _run.System.Describe();
        Assert.Contains("run restart app", _run.System.Effects);
        _run.System.WithProcess("test -e /srv/built", ProcessResult.Success);
        var again = await _run.PlanAsync(Define);
        Assert.Equal((0, 0, 0), (again.Changed, again.Failed, again.Unknown));

        using var direct = new SavedPlanTests();
        await direct._run.ApplyAsync(Define);
        Assert.Equal(direct._run.System.Describe(), applied);
    }

    [Fact]
    public async Task A_plan_that_was_written_and_read_is_the_same()
    {
        var plan = await PlanAsync(Define);
        var bytes = plan.ToBytes();
        var read = SavedPlan.Parse(bytes);

        Assert.Equal(Encoding.UTF8.GetString(bytes), Encoding.UTF8.GetString(read.ToBytes()));
        Assert.Equal((plan.Id, "web1", plan.ChangeCount), (read.Id, read.HostName, read.ChangeCount));
        Assert.Equal(0, (await ApplyAsync(read, Define)).Failed);
    }

    [Theory]
    [InlineData("mode", "File[/etc/motd]", "mode 0600 then, 0644 now")]
    [InlineData("content", "File[/etc/motd]", "its content is another now")]
    [InlineData("owner", "File[/etc/motd]", "owner root:root then, other:other now")]
    [InlineData("gone", "File[/etc/motd]", "a file was there then, nothing is there now")]
    [InlineData("kind", "File[/etc/motd]", "a file then, a link now")]
    [InlineData("appeared", "File[/etc/new]", "nothing was there then, there is a file now")]
    [InlineData("link", "Link[/srv/current]", "it pointed to /srv/one then, and points to /srv/two now")]
    [InlineData("listing", "Owns[/etc/sites/*]", "/etc/sites: other names are in it now")]
    [InlineData("user", "File[/etc/new]", "the user app is another now")]
    [InlineData("answer", "Command[touch /srv/built]", "`test -e /srv/built` ended with exit code 1 then, 0 now")]
    [InlineData("order", "File[/etc/kept]", "mode 0644 then, 0755 now")]
    public async Task What_has_changed_in_between_is_not_touched_and_said(string what, string resource, string difference)
    {
        var plan = await PlanAsync(Define);
        _ = what switch
        {
            "mode" => _run.System.WithFile("/etc/motd", "old\n", "0644"),
            "content" => _run.System.WithFile("/etc/motd", "odd\n", "0600"),
            "owner" => _run.System.WithFile("/etc/motd", "old\n", "0600", "other", "other"),
            "gone" => Deleted("/etc/motd"),
            "kind" => Deleted("/etc/motd").WithLink("/etc/motd", "/etc/kept"),
            "appeared" => _run.System.WithFile("/etc/new", "somebody's"),
            "link" => _run.System.WithLink("/srv/current", "/srv/two"),
            "listing" => _run.System.WithFile("/etc/sites/extra", "x"),
            "user" => _run.System.WithUser("app", id: 4711),
            "answer" => _run.System.WithProcess("test -e /srv/built", ProcessResult.Success),
            _ => _run.System.WithFile("/etc/kept", "kept", "0755"),
        };
        var before = _run.System.Effects.Count;
        var finished = await ApplyAsync(plan, Define);

        Assert.Equal(1, finished.Failed);
        var failed = Assert.Single(_run.Events.OfType<ResourceFinished>(), one => one.Status == OutcomeStatus.Failed);
        Assert.Equal(resource, failed.Resource);
        Assert.Equal($"{resource} is not as it was when the plan was made: {difference}. Make a new plan.", failed.Reason);
        Assert.Same(failed, _run.Events.OfType<ResourceFinished>().Last());
        Assert.DoesNotContain(_run.System.Effects.Skip(before), effect => effect.Contains(failed.Resource.Split('[', ']')[1].TrimEnd('*'), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Neither_ignoring_errors_nor_a_rescue_goes_on_after_a_difference()
    {
        static void Careless(Host host)
        {
            host.Try(() => host.File("/etc/motd").Content("new\n").IgnoreErrors("we do not care"))
                .Rescue(() => host.File("/srv/rescued").Content("x"))
                .Always(() => host.File("/srv/always").Content("x"));
            host.File("/srv/last").Content("x");
        }

        var plan = await PlanAsync(Careless);
        _run.System.WithFile("/etc/motd", "odd\n", "0600");
        var finished = await ApplyAsync(plan, Careless);

        Assert.Equal((1, 0, 0), (finished.Failed, finished.Changed, finished.Ignored));
        Assert.Empty(_run.System.Effects);
    }

    [Fact]
    public async Task A_resource_whose_condition_held_only_then_is_a_difference()
    {
        var wanted = true;
        void Conditional(Host host)
        {
            host.File("/etc/motd").Content("new\n").When(() => wanted);
            host.File("/srv/last").Content("x");
        }

        var plan = await PlanAsync(Conditional);
        wanted = false;
        await ApplyAsync(plan, Conditional);

        Assert.Equal(
            "File[/etc/motd] is not as it was when the plan was made: it was to be changed then, and now its condition does not hold. Make a new plan.",
            Assert.Single(_run.Events.OfType<ResourceFinished>()).Reason);
        Assert.Empty(_run.System.Effects);
    }

    [Fact]
    public async Task A_resource_that_was_passed_over_then_has_no_turn_now()
    {
        var wanted = false;
        void Conditional(Host host) => host.File("/etc/motd").Content("new\n").When(() => wanted);

        var plan = await PlanAsync(Conditional);
        wanted = true;
        await ApplyAsync(plan, Conditional);

        Assert.Contains("it was passed over then, because its condition does not hold", Assert.Single(_run.Events.OfType<ResourceFinished>()).Reason, StringComparison.Ordinal);
        Assert.Empty(_run.System.Effects);
    }

    [Fact]
    public async Task What_the_plan_left_open_is_done_whatever_it_is()
    {
        static void Open(Host host)
        {
            var restart = host.Handler("restart", () => host.Command($"restart app"));
            var unpack = host.Command($"touch /srv/unpacked").Title("unpack");
            host.File("/srv/unpacked/config").Content("x").Mode("0644").After(unpack).Notifies(restart);
            host.File("/srv/maybe").Content("x").Mode("0644").After(unpack);
        }

        var plan = await PlanAsync(Open);
        Assert.Equal(["changed Command[unpack]", "unknown File[/srv/unpacked/config]", "maybe changed File[/srv/maybe]"], _run.Told);
        _run.System.WithProcess("touch *", _ =>
        {
            _run.System.WithDirectory("/srv/unpacked").WithFile("/srv/maybe", "y", "0600");
            return ProcessResult.Success;
        });
        var finished = await ApplyAsync(plan, Open);

        Assert.Equal((0, 4), (finished.Failed, finished.Changed));
        Assert.Equal(["changed Command[unpack]", "changed File[/srv/unpacked/config]", "changed File[/srv/maybe]", "changed Command[restart app]"], _run.Told);
    }

    [Fact]
    public async Task What_systemd_says_of_a_service_once_its_file_is_written_is_no_difference()
    {
        const string File = "/etc/systemd/system/app.service";
        _run.System
            .WithDirectory("/run/systemd/system")
            .WithFile(File, "[Service]\nExecStart=/old\n")
            .WithProcess("systemctl *", ProcessResult.Success)
            .WithProcess("systemctl show *", _ => new ProcessResult(
                0,
                $"LoadState=loaded\nActiveState=active\nSubState=running\nUnitFileState=enabled\nNeedDaemonReload={(NeedsReload() ? "yes" : "no")}\nCanReload=no\nType=simple\nFragmentPath={File}\nDropInPaths=\n",
                ""));
        bool NeedsReload() =>
            _run.System.Effects.Any(effect => effect.StartsWith($"write {File}", StringComparison.Ordinal)) && !_run.System.Effects.Contains("run systemctl daemon-reload");
        void Unit(Host host)
        {
            var file = host.File(File).Content("[Service]\nExecStart=/new\n").Mode("0644");
            host.Service("app").Running().RestartOn(file);
        }

        var plan = await PlanAsync(Unit);
        var foreseen = _run.Events.OfType<ResourceFinished>().Select(one => string.Join(", ", one.Changes.Select(change => change.Action))).ToList();
        Assert.True(await ChangedAndFailedAsync(plan, Unit) is (> 1, 0), _reasons);
        Assert.Equal(foreseen, _run.Events.OfType<ResourceFinished>().Select(one => string.Join(", ", one.Changes.Select(change => change.Action))));
    }

    [Fact]
    public async Task What_a_process_of_the_plan_does_to_the_answers_of_others_is_no_difference()
    {
        static void Two(Host host)
        {
            host.Command($"touch /srv/one").Unless($"count ones");
            host.Command($"touch /srv/two").Unless($"count twos");
        }

        _run.System.WithProcess("count *", _ => new ProcessResult(1, $"{_run.System.Effects.Count} things", ""));
        var plan = await PlanAsync(Two);
        Assert.Equal((2, 0), await ChangedAndFailedAsync(plan, Two));
    }

    [Fact]
    public async Task Resources_side_by_side_and_sets_of_files_are_applied_as_planned()
    {
        static void Several(Host host)
        {
            host.Parallel(() =>
            {
                for (var i = 0; i < 20; i++)
                {
                    host.File($"/srv/parallel-{i}").Content("x");
                }
            });
            host.Together(() =>
            {
                host.File("/etc/motd").Content("new\n");
                host.File("/etc/kept").Content("new\n");
            }).Validate(conf => $"check {conf}");
        }

        _run.System.WithProcess("unshare *", new ProcessResult(1, "", "")).WithProcess("check *", ProcessResult.Success);
        var stale = await PlanAsync(Several);
        _run.System.WithFile("/etc/kept", "odd", "0644");
        Assert.Equal((20, 1), await ChangedAndFailedAsync(stale, Several));
        Assert.Equal("old\n", Encoding.UTF8.GetString((await _run.System.ReadAsync("/etc/motd")).Span));

        Assert.Equal((2, 0), await ChangedAndFailedAsync(await PlanAsync(Several), Several));
    }

    [Fact]
    public async Task A_log_that_has_grown_is_no_difference_to_who_only_looks_after_its_mode()
    {
        static void Log(Host host)
        {
            host.File("/srv/log").Mode("0640");
            host.File("/srv/last").Content("x");
        }

        _run.System.WithFile("/srv/log", "one\n", "0600");
        var plan = await PlanAsync(Log);
        _run.System.WithFile("/srv/log", "one\ntwo\n", "0600");
        Assert.Equal((2, 0), await ChangedAndFailedAsync(plan, Log));
    }

    [Fact]
    public async Task How_a_procedure_goes_on_that_the_plan_could_not_know_is_done()
    {
        InlinePolicy Policy() => new(roles => roles.Add(new InlineProcedure(async host =>
        {
            await host.File("/srv/one").Content("x");
            if ((await host.Query($"test -e /srv/built")).ExitCode == 1)
            {
                await host.File("/srv/two").Content("x");
            }
        })));

        var planned = await _run.Engine(Policy(), null).SavePlanAsync();
        Assert.Equal(1, planned.Finished.Unknown);
        var finished = await _run.Engine(Policy(), null).ApplyAsync(planned.Plan!);

        Assert.Equal((0, 2), (finished.Failed, finished.Changed));
    }

    [Fact]
    public async Task Nothing_is_done_that_is_not_in_the_plan()
    {
        var plan = await PlanAsync(host => host.File("/srv/one").Content("x"));
        await ApplyAsync(plan, host =>
        {
            host.File("/srv/zero").Content("x");
            host.File("/srv/one").Content("x");
        });

        Assert.Contains("File[/srv/zero] is not as it was when the plan was made: it had no turn then", Assert.Single(_run.Events.OfType<ResourceFinished>()).Reason, StringComparison.Ordinal);
        Assert.Empty(_run.System.Effects);
    }

    [Fact]
    public async Task A_plan_is_applied_once()
    {
        var plan = await PlanAsync(Define);
        await ApplyAsync(plan, Define);
        var before = _run.System.Describe();

        var refused = await Assert.ThrowsAsync<SavedPlanException>(() => ApplyAsync(plan, Define));
        Assert.Equal("The plan has been applied to web1 already, or begun to be. Make a new plan: it has what is left to do.", refused.Message);
        Assert.Equal(before, _run.System.Describe());
    }

    [Fact]
    public async Task A_plan_that_was_refused_before_its_first_change_can_be_applied_when_the_host_is_as_it_was()
    {
        static void One(Host host) => host.File("/etc/motd").Content("new\n");
        var plan = await PlanAsync(One);
        _run.System.WithFile("/etc/motd", "odd\n", "0600");
        Assert.Equal(1, (await ApplyAsync(plan, One)).Failed);

        _run.System.WithFile("/etc/motd", "old\n", "0600");
        Assert.Equal((1, 0), await ChangedAndFailedAsync(plan, One));
    }

    [Theory]
    [InlineData("build", "The plan was made by another build of InlinePolicy than this one: what it would do may be something else. Make a new plan.")]
    [InlineData("policy", "The plan is one of the policy Other, and this is OpsMop.Engine.Tests.Running.InlinePolicy.")]
    [InlineData("host", "The plan is for the host web2, and this is web1.")]
    [InlineData("image", "The plan is for the image /srv/image: apply it with --root /srv/image.")]
    [InlineData("tags", "The plan was made without --tags, and is applied whole or not at all.")]
    [InlineData("roles", "The plan was made with other roles: inline-role, second then, inline-role now. Make a new plan.")]
    public async Task A_plan_for_something_else_is_refused_as_a_whole(string what, string sentence)
    {
        var plan = await PlanAsync(Define);
        plan = what switch
        {
            "build" => plan with { Build = "another" },
            "policy" => plan with { Policy = "Other" },
            "host" => plan with { HostName = "web2" },
            "image" => plan with { Image = "/srv/image" },
            "roles" => plan with { Roles = [.. plan.Roles, new SavedRole("second", "")] },
            _ => plan,
        };
        if (what == "tags")
        {
            _run.Tags.Add("web");
        }

        var refused = await Assert.ThrowsAsync<SavedPlanException>(() => ApplyAsync(plan, Define));
        Assert.Equal(sentence, refused.Message);
        Assert.Empty(_run.System.Effects);
    }

    [Fact]
    public async Task A_plan_with_other_variables_is_refused_although_the_resources_are_the_same()
    {
        static InlinePolicy Policy() => new(roles => roles.Add<SettableRole>("site"));
        var plan = (await _run.Engine(Policy(), null).SavePlanAsync()).Plan!;
        _run.Settings.Add(VariableSetting.Parse("site.message=other"));

        var refused = await Assert.ThrowsAsync<SavedPlanException>(() => _run.Engine(Policy(), null).ApplyAsync(plan));
        Assert.StartsWith("The plan was made with other variables of the role 'site' than it has now.", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_plan_that_is_not_whole_or_not_ours_or_newer_is_refused()
    {
        var bytes = (await PlanAsync(Define)).ToBytes();
        var text = Encoding.UTF8.GetString(bytes);

        Assert.Equal("The plan is no plan.", Refusal("hello"));
        Assert.Equal("The plan is no plan.", Refusal("{}\n"));
        Assert.Contains("version 2 of plans; this one knows 1", Refusal(text.Replace("\"opsmopPlan\":1", "\"opsmopPlan\":2", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Equal("The plan has been changed since it was made. Make a new plan.", Refusal(text.Replace("File[/etc/new]", "File[/etc/gnu]", StringComparison.Ordinal)));
        foreach (var length in (int[])[bytes.Length - 1, bytes.Length / 2, text.TrimEnd().LastIndexOf('\n') + 1])
        {
            Assert.Contains("Make a new plan.", Refusal(text[..length]), StringComparison.Ordinal);
        }

        static string Refusal(string text) => Assert.Throws<SavedPlanException>(() => SavedPlan.Parse(Encoding.UTF8.GetBytes(text))).Message;
    }

    [Fact]
    public async Task No_secret_is_in_a_plan_and_one_that_has_changed_is_a_difference()
    {
        var password = Secret.Adopt("correct-horse-battery");
        void Define(Host host) => host.File("/etc/motd").Content($"password={password}\n").Mode("0600");

        var plan = await PlanAsync(Define);
        var text = Encoding.UTF8.GetString(plan.ToBytes());
        Assert.DoesNotContain("correct-horse", text, StringComparison.Ordinal);
        Assert.DoesNotContain(Convert.ToBase64String(Encoding.UTF8.GetBytes("correct-horse-battery"))[..20], text, StringComparison.Ordinal);

        password = Secret.Adopt("correct-horse-stapler");
        await ApplyAsync(plan, Define);
        Assert.Contains("what it would write is something else now", Assert.Single(_run.Events.OfType<ResourceFinished>()).Reason, StringComparison.Ordinal);
        Assert.Empty(_run.System.Effects);
    }

    [Fact]
    public async Task A_plan_with_a_failure_in_it_is_not_there_to_be_saved()
    {
        var planned = await _run.Engine(new InlinePolicy(host => host.File("/missing/x").Content("x")), null).SavePlanAsync();

        Assert.Equal(1, planned.Finished.Failed);
        Assert.Null(planned.Plan);
    }

    [Fact]
    public async Task The_file_of_a_plan_is_for_its_owner_only()
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path.Value, "site.plan");
        (await PlanAsync(Define)).Save(file);

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        Assert.Equal(0, (await ApplyAsync(await SavedPlan.LoadAsync(file), Define)).Failed);
        var missing = await Assert.ThrowsAsync<SavedPlanException>(() => SavedPlan.LoadAsync(file + "x"));
        Assert.Equal($"There is no plan {file}x. 'plan --out {file}x' makes one.", missing.Message);
    }

    private static void Define(Host host)
    {
        var restart = host.Handler("restart", () => host.Command($"restart app"));
        host.File("/etc/kept").Content("kept").Mode("0644");
        host.File("/etc/motd").Content("new\n").Mode("0640").Notifies(restart);
        host.File("/etc/new").Content("x").Owner("app").Mode("0640");
        host.Link("/srv/current").Target("/srv");
        host.Directory("/srv/app").Mode("0750");
        host.File("/srv/app/config").Content("x").Mode("0640");
        host.Owns("/etc/sites/*");
        host.Command($"touch /srv/built").Unless($"test -e /srv/built");
    }

    private List<string> Outcomes() => [.. _run.Told.Where(told => !told.StartsWith("unchanged", StringComparison.Ordinal))];

    private MemorySystem Deleted(AbsolutePath path)
    {
        _run.System.DeleteAsync(path).AsTask().GetAwaiter().GetResult();
        return _run.System;
    }

    private async Task<SavedPlan> PlanAsync(Action<Host> define)
    {
        var plan = (await _run.Engine(new InlinePolicy(define), null).SavePlanAsync()).Plan;
        Assert.True(plan is not null, string.Join('\n', _run.Events.OfType<ResourceFinished>().Select(one => $"{one.Status} {one.Resource} {one.Reason}")));
        return plan;
    }

    private Task<RunFinished> ApplyAsync(SavedPlan plan, Action<Host> define) => _run.Engine(new InlinePolicy(define), null).ApplyAsync(plan);

    private async Task<(int Changed, int Failed)> ChangedAndFailedAsync(SavedPlan plan, Action<Host> define)
    {
        var finished = await ApplyAsync(plan, define);
        _reasons = string.Join('\n', _run.Events.OfType<ResourceFinished>().Where(one => one.Reason is not null).Select(one => $"{one.Resource} {one.Reason}"));
        return (finished.Changed, finished.Failed);
    }
}
