using OpsMop.Engine.Events;
using OpsMop.Engine.State;

namespace OpsMop.Engine.Tests.Running;

public sealed class FailureTests : IDisposable
{
    private readonly TestRun _run = new();
    private int _calls;

    [Fact]
    public async Task A_failure_stops_the_run_and_says_what_where_and_why()
    {
        var finished = await _run.ApplyAsync(host =>
        {
            host.File("/missing/a").Content("a");
            host.Echo($"never");
        });

        var failed = Assert.Single(_run.Events.OfType<ResourceFinished>());
        Assert.Equal(OutcomeStatus.Failed, failed.Status);
        Assert.Contains("/missing", failed.Reason, StringComparison.Ordinal);
        Assert.EndsWith("FailureTests.cs", failed.File, StringComparison.Ordinal);
        Assert.Equal("web1", failed.Host);
        Assert.Empty(_run.Messages);
        Assert.Equal(1, finished.Failed);
    }

    [Fact]
    public async Task An_ignored_failure_is_told_with_the_reason_and_does_not_count()
    {
        var finished = await _run.ApplyAsync(host =>
        {
            host.Fail($"no matter").IgnoreErrors("it is only a test");
            host.Echo($"goes on");
        });

        Assert.Equal("it is only a test", _run.Events.OfType<ResourceFinished>().First().Ignored);
        Assert.Equal(["goes on"], _run.Messages);
        Assert.Equal((0, 1), (finished.Failed, finished.Ignored));
    }

    [Fact]
    public async Task A_command_fails_by_its_exit_code_unless_the_policy_says_otherwise()
    {
        _run.System.WithProcess("check", new ProcessResult(3, "three", ""));

        Assert.Equal(1, (await _run.ApplyAsync(host => host.Command($"check"))).Failed);
        Assert.Equal("three", _run.Events.OfType<ResourceFinished>().Single().Output);
        Assert.Equal(0, (await _run.ApplyAsync(host => host.Command($"check").FailedWhen(outcome => outcome.ExitCode > 3))).Failed);
        Assert.Equal(1, (await _run.ApplyAsync(host => host.Command($"touch /x").FailedWhen(outcome => outcome.Output.Length == 0))).Failed);
    }

    [Fact]
    public async Task A_retried_command_is_tried_until_it_succeeds()
    {
        _run.System.WithProcess("flaky", _ => new ProcessResult(++_calls < 3 ? 1 : 0, "", ""));

        var finished = await _run.ApplyAsync(host => host.Command($"flaky").Retry(5, "1ms"));

        Assert.Equal((0, 3), (finished.Failed, _calls));
        Assert.Equal(3, _run.Events.OfType<ResourceFinished>().Single().Attempts);
        Assert.Equal(2, _run.Events.OfType<ResourceRetrying>().Count());
    }

    [Fact]
    public async Task A_retry_that_never_gets_what_it_waits_for_fails()
    {
        _run.System.WithProcess("status", new ProcessResult(0, "starting", ""));

        await _run.ApplyAsync(host => host.Command($"status").Retry(2, "1ms", until: outcome => outcome.Output == "up"));

        var failed = _run.Events.OfType<ResourceFinished>().Single();
        Assert.Equal((OutcomeStatus.Failed, 3), (failed.Status, failed.Attempts));
    }

    [Fact]
    public async Task A_rescue_runs_after_a_failure_and_the_run_goes_on()
    {
        var finished = await _run.ApplyAsync(host =>
        {
            host.Try(() =>
                {
                    host.Fail($"broken");
                    host.Echo($"never");
                })
                .Rescue(() => host.Echo($"rescued"))
                .Always(() => host.Echo($"always"));
            host.Echo($"goes on");
        });

        Assert.Equal(["rescued", "always", "goes on"], _run.Messages);
        Assert.Equal((0, 1), (finished.Failed, finished.Ignored));
    }

    [Fact]
    public async Task A_try_without_rescue_fails_but_not_before_what_always_runs()
    {
        var finished = await _run.ApplyAsync(host =>
        {
            host.Try(() => host.Fail($"broken")).Always(() => host.Echo($"always"));
            host.Echo($"never");
        });

        Assert.Equal(["always"], _run.Messages);
        Assert.Equal(1, finished.Failed);
    }

    [Fact]
    public async Task A_rescue_does_not_run_when_nothing_failed()
    {
        await _run.ApplyAsync(host => host.Try(() => host.Echo($"fine")).Rescue(() => host.Echo($"rescued")).Always(() => host.Echo($"always")));

        Assert.Equal(["fine", "always"], _run.Messages);
    }

    [Fact]
    public async Task An_exception_in_a_definition_is_a_finding_with_the_line_and_no_stack_trace()
    {
        var findings = await _run.ValidateAsync(_ => throw new InvalidOperationException("the author's mistake"));

        var finding = Assert.Single(findings);
        Assert.Equal("OPM2018", finding.Id);
        Assert.Contains("the author's mistake", finding.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", finding.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_condition_that_throws_is_the_failure_of_its_resource()
    {
        var finished = await _run.ApplyAsync(host => host.Echo($"hello").When(() => throw new InvalidOperationException("no luck")));

        Assert.Equal(1, finished.Failed);
        Assert.Contains("no luck", _run.Events.OfType<ResourceFinished>().Single().Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_apply_on_a_host_is_refused_while_the_first_runs()
    {
        RunLockedException? refused = null;
        await _run.ApplyAsync(new InlinePolicy(roles => roles.Add(new InlineProcedure(async _ => refused = await ApplyAgainAsync()))));

        Assert.NotNull(refused);
        Assert.Contains(Environment.ProcessId.ToString(System.Globalization.CultureInfo.InvariantCulture), refused.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _run.Dispose();

    private async Task<RunLockedException?> ApplyAgainAsync()
    {
        try
        {
            await _run.Engine(new InlinePolicy((Host _) => { }), null).ApplyAsync();
            return null;
        }
        catch (RunLockedException exception)
        {
            return exception;
        }
    }
}
