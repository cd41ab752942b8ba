using OpsMop.Engine.Events;

namespace OpsMop.Engine.Tests.Running;

public sealed class DeedTests : IDisposable
{
    private readonly TestRun _run = new();

    [Fact]
    public async Task A_plan_says_what_would_be_done_and_counts_no_change()
    {
        var finished = await _run.PlanAsync(host => host.Pause("1h"));

        Assert.Equal((0, 1), (finished.Changed, finished.Unchanged));
        Assert.Equal(["Would pause for 1h."], _run.Messages);
    }

    [Fact]
    public async Task What_is_waited_for_may_be_there_for_who_comes_after()
    {
        await _run.PlanAsync(host =>
        {
            host.WaitFor().Path("/srv/made");
            host.File("/srv/made/x").Content("x").Mode("0644");
        });

        Assert.Equal("unknown File[/srv/made/x]", _run.Told.Last());
    }

    [Fact]
    public async Task Waiting_is_no_change_and_notifies_nobody()
    {
        var notified = false;
        var finished = await _run.ApplyAsync(host => host.Pause("1ms").Notifies(host.Handler("told", () => host.Assert(() => notified = true, "never"))));

        Assert.Equal((0, 1), (finished.Changed, finished.Unchanged));
        Assert.False(notified);
        Assert.Equal("", finished.Run);
    }

    [Fact]
    public async Task Whoever_asks_the_run_to_stop_does_not_wait()
    {
        using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));
        _run.Stop = stop.Token;

        await _run.ApplyAsync(host => host.Pause("1h")).WaitAsync(TimeSpan.FromSeconds(30));

        Assert.Equal("it was ended before it was done.", _run.Events.OfType<ResourceFinished>().Single().Reason);
    }

    [Fact]
    public async Task A_plan_does_not_play_what_happens_outside()
    {
        // Nobody listens there: a request that was sent would fail.
        var finished = await _run.PlanAsync(host => host.Http("http://127.0.0.1:1/").Method("DELETE"));

        Assert.Equal((1, 0), (finished.Changed, finished.Failed));
    }

    public void Dispose() => _run.Dispose();
}
