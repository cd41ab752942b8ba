using OpsMop.Engine.Events;

namespace OpsMop.Engine.Tests.Running;

public sealed class OrderTests : IDisposable
{
    private readonly TestRun _run = new();

    [Fact]
    public async Task Resources_run_in_the_order_of_writing()
    {
        await _run.ApplyAsync(host =>
        {
            host.Echo($"one");
            host.Echo($"two");
            host.Echo($"three");
        });

        Assert.Equal(["one", "two", "three"], _run.Messages);
    }

    [Fact]
    public async Task After_and_before_move_a_resource_and_nothing_else()
    {
        await _run.ApplyAsync(host =>
        {
            var one = host.Echo($"one");
            host.Echo($"two");
            var three = host.Echo($"three");
            one.After(three);
            host.Echo($"zero").Before(three);
        });

        Assert.Equal(["two", "zero", "three", "one"], _run.Messages);
    }

    [Fact]
    public async Task A_cycle_is_found_before_anything_runs_and_named_at_the_edge_that_closes_it()
    {
        var findings = await _run.ValidateAsync(host =>
        {
            var one = host.Echo($"one").Title("one");
            var two = host.Echo($"two").Title("two").After(one);
            one.After(two);
        });

        var cycle = Assert.Single(findings, finding => finding.Id == "OPM2007");
        Assert.Contains("Echo[one]", cycle.Message, StringComparison.Ordinal);
        Assert.EndsWith("OrderTests.cs", cycle.Location.File, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_edge_into_an_included_role_holds_for_the_role_as_a_whole()
    {
        await _run.ApplyAsync(new InlinePolicy(roles => roles.Add(new Outer())));

        Assert.Equal(["last of all was declared first", "inner 1", "inner 2", "done"], _run.Messages);
    }

    [Fact]
    public async Task What_may_run_at_the_same_time_runs_all_of_it()
    {
        await _run.ApplyAsync(host => host.Parallel(() =>
        {
            for (var i = 0; i < 20; i++)
            {
                host.Echo($"number {i}");
            }
        }));

        Assert.Equal(Enumerable.Range(0, 20).Select(i => $"number {i}").Order(StringComparer.Ordinal), _run.Messages.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_run_that_is_asked_to_stop_says_where_it_stopped()
    {
        using var stop = new CancellationTokenSource();
        _run.Stop = stop.Token;
        await _run.ApplyAsync(host =>
        {
            host.Echo($"first");
            host.Assert(() => Stop(), $"never shown");
            host.Echo($"never").Title("the next one");
        });

        var interrupted = Assert.Single(_run.Events.OfType<RunInterrupted>());
        Assert.Equal("Echo[the next one]", interrupted.Before);
        Assert.True(interrupted.Line > 0);
        Assert.Equal(["first"], _run.Messages);

        bool Stop()
        {
            stop.Cancel();
            return true;
        }
    }

    public void Dispose() => _run.Dispose();
}

public sealed partial class Outer : Role
{
    public override void Define(Host host)
    {
        var done = host.Echo($"done");
        host.Echo($"last of all was declared first").Before(done);
        var inner = host.Include<Inner>();
        done.After(inner.Last);
    }
}

public sealed partial class Inner : Role
{
    public ResourceBuilder Last { get; private set; } = null!;

    public override void Define(Host host)
    {
        host.Echo($"inner 1");
        Last = host.Echo($"inner 2");
    }
}
