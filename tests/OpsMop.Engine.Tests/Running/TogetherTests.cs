namespace OpsMop.Engine.Tests.Running;

public sealed class TogetherTests : IDisposable
{
    private readonly TestRun _run = new();

    public TogetherTests() => _run.System.WithProcess("unshare *", new ProcessResult(1, "", "unshare: not permitted"));

    [Fact]
    public async Task A_set_that_the_check_refuses_leaves_every_file_as_it_was()
    {
        _run.System.WithFile("/etc/one", "old", "0644").WithProcess("check *", new ProcessResult(1, "", "line 1: wrong"));
        var before = _run.System.Describe();

        var finished = await _run.ApplyAsync(Set);

        Assert.True(finished.Failed > 0);
        Assert.Equal(before, _run.System.Describe());
        Assert.Contains(_run.Events.OfType<Events.ResourceFinished>(), told => told.Error?.Contains("line 1: wrong", StringComparison.Ordinal) == true);
    }

    [Fact]
    public async Task A_set_that_the_check_refuses_owes_nobody_a_notification()
    {
        _run.System.WithProcess("check *", new ProcessResult(1, "", "line 1: wrong"));

        var finished = await _run.ApplyAsync(host =>
        {
            var reload = host.Handler("reload", () => host.Echo($"reloaded"));
            host.Together(() => host.File("/etc/one").Content("new").Notifies(reload)).Validate(conf => $"check {conf}");
        });

        Assert.Equal(1, finished.Failed);
        Assert.Empty(finished.PendingHandlers);
    }

    [Fact]
    public async Task A_set_that_the_check_accepts_is_put_in_place_and_not_checked_again_when_nothing_changes()
    {
        var checks = 0;
        _run.System.WithProcess("check *", _ =>
        {
            checks++;
            return ProcessResult.Success;
        });

        Assert.Equal(2, (await _run.ApplyAsync(Set)).Changed);
        var second = await _run.ApplyAsync(Set);

        Assert.Equal((0, 2, 1), (second.Changed, second.Unchanged, checks));
    }

    [Fact]
    public async Task A_set_plans_without_running_its_check()
    {
        Assert.Equal((2, 0), (await _run.PlanAsync(Set)) is var plan ? (plan.Changed, plan.Failed) : default);
    }

    [Fact]
    public async Task Only_files_may_stand_in_a_set()
    {
        var findings = await _run.ValidateAsync(host => host.Together(() => host.Echo($"no file")).Validate(conf => $"check {conf}"));

        Assert.Contains(findings, finding => finding.Id == "OPM2019");
    }

    public void Dispose() => _run.Dispose();

    private static void Set(Host host) => host.Together(() =>
    {
        host.File("/etc/one").Content("new one").Mode("0644");
        host.File("/etc/two").Content("new two").Mode("0644");
    }).Validate(conf => $"check {conf}");
}
