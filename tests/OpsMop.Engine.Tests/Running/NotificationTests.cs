using OpsMop.Engine.Events;

namespace OpsMop.Engine.Tests.Running;

public sealed class NotificationTests : IDisposable
{
    private readonly TestRun _run = new();

    [Fact]
    public async Task A_handler_runs_once_at_the_end_of_the_role_however_often_it_is_notified()
    {
        await _run.ApplyAsync(host =>
        {
            var reload = host.Handler("reload", () => host.Echo($"reloaded"));
            host.File("/etc/a").Content("a").Notifies(reload);
            host.File("/etc/b").Content("b").Notifies(reload);
            host.Echo($"end of the role");
        });

        Assert.Equal(["end of the role", "reloaded"], _run.Messages);
    }

    [Fact]
    public async Task A_handler_that_nothing_notified_does_not_run()
    {
        Action<Host> define = host =>
        {
            var reload = host.Handler("reload", () => host.Echo($"reloaded"));
            host.File("/etc/a").Content("a").Notifies(reload);
        };
        await _run.ApplyAsync(define);
        var second = await _run.ApplyAsync(define);

        Assert.Empty(_run.Messages);
        Assert.Equal(0, second.Changed);
    }

    [Fact]
    public async Task Flushing_runs_the_handlers_where_it_stands()
    {
        await _run.ApplyAsync(host =>
        {
            var reload = host.Handler("reload", () => host.Echo($"reloaded"));
            host.File("/etc/a").Content("a").Notifies(reload);
            host.FlushHandlers();
            host.Echo($"after the flush");
        });

        Assert.Equal(["reloaded", "after the flush"], _run.Messages);
    }

    [Fact]
    public async Task A_handler_of_an_included_role_runs_when_its_includer_ends()
    {
        await _run.ApplyAsync(new InlinePolicy(roles => roles.Add(new Includer())));

        Assert.Equal(["includer goes on", "nginx reloaded"], _run.Messages);
    }

    [Fact]
    public async Task A_restart_that_a_failure_kept_from_running_runs_in_the_next_apply()
    {
        var broken = true;
        Action<Host> define = host =>
        {
            var restart = host.Handler("restart", () => host.Echo($"restarted"));
            host.File("/etc/a").Content("a").Notifies(restart);
            host.Assert(() => !broken, $"it is broken");
        };

        var first = await _run.ApplyAsync(define);
        Assert.Equal(1, first.Failed);
        Assert.Equal(["restart"], first.PendingHandlers);
        Assert.Empty(_run.Messages);

        broken = false;
        await _run.PlanAsync(define);
        Assert.Equal(["restarted"], _run.Messages);

        var second = await _run.ApplyAsync(define);
        Assert.Equal(["restarted"], _run.Messages);
        Assert.True(Assert.Single(_run.Events.OfType<HandlerStarted>()).Inherited);
        Assert.Empty(second.PendingHandlers);

        await _run.ApplyAsync(define);
        Assert.Empty(_run.Messages);
    }

    [Fact]
    public async Task What_waits_for_a_change_has_its_turn_in_the_next_run_if_a_failure_took_it_in_this_one()
    {
        var broken = true;
        Action<Host> define = host =>
        {
            var file = host.File("/etc/a").Content("a");
            host.Assert(() => !broken, $"it is broken");
            host.Echo($"a is new").WhenChanged(file);
        };

        await _run.ApplyAsync(define);
        broken = false;
        await _run.ApplyAsync(define);
        Assert.Equal(["a is new"], _run.Messages);

        await _run.ApplyAsync(define);
        Assert.Empty(_run.Messages);
    }

    [Fact]
    public async Task What_waits_for_a_change_is_known_by_its_name_wherever_the_mended_policy_declares_it()
    {
        await _run.ApplyAsync(host =>
        {
            var file = host.File("/etc/a").Content("a");
            host.Fail($"it is broken");
            host.Echo($"a is new").WhenChanged(file);
        });
        await _run.ApplyAsync(host =>
        {
            var file = host.File("/etc/a").Content("a");
            host.Echo($"mended");
            host.Echo($"a is new").WhenChanged(file);
        });

        Assert.Equal(["mended", "a is new"], _run.Messages);
    }

    [Fact]
    public async Task A_handler_that_fails_stays_pending()
    {
        var broken = true;
        Action<Host> define = host =>
        {
            var restart = host.Handler("restart", () => host.Assert(() => !broken, $"cannot restart"));
            host.File("/etc/a").Content("a").Notifies(restart);
        };

        Assert.Equal(["restart"], (await _run.ApplyAsync(define)).PendingHandlers);
        Assert.Equal(["restart"], (await _run.ApplyAsync(define)).PendingHandlers);
        broken = false;
        Assert.Empty((await _run.ApplyAsync(define)).PendingHandlers);
    }

    [Fact]
    public async Task A_pending_handler_that_the_policy_no_longer_declares_is_dropped_aloud()
    {
        await _run.ApplyAsync(host =>
        {
            var old = host.Handler("old", () => host.Fail($"broken"));
            host.File("/etc/a").Content("a").Notifies(old);
        });
        await _run.ApplyAsync(host => host.File("/etc/a").Content("a"));

        Assert.Contains("old", Assert.Single(_run.Messages), StringComparison.Ordinal);
        await _run.ApplyAsync(host => host.File("/etc/a").Content("a"));
        Assert.Empty(_run.Messages);
    }

    [Fact]
    public async Task A_command_that_turns_out_to_have_changed_nothing_notifies_nobody()
    {
        var finished = await _run.ApplyAsync(host =>
        {
            var reload = host.Handler("reload", () => host.Echo($"reloaded"));
            host.Command($"touch /x").ChangedWhen(_ => false).Notifies(reload);
        });

        Assert.Empty(_run.Messages);
        Assert.Empty(finished.PendingHandlers);
        Assert.Equal(0, finished.Changed);
    }

    [Fact]
    public async Task What_waits_for_a_command_that_changed_nothing_is_not_due_in_the_next_run_either()
    {
        Action<Host> define = host =>
        {
            var command = host.Command($"touch /x").ChangedWhen(_ => false);
            host.Echo($"x is new").WhenChanged(command);
        };

        await _run.ApplyAsync(define);
        Assert.Empty(_run.Messages);
        await _run.ApplyAsync(define);
        Assert.Empty(_run.Messages);
    }

    [Fact]
    public async Task A_handler_that_nothing_can_notify_is_a_warning()
    {
        var findings = await _run.ValidateAsync(host => host.Handler("reload", () => host.Echo($"reloaded")));

        Assert.False(Assert.Single(findings, finding => finding.Id == "OPM2008").IsError);
    }

    public void Dispose() => _run.Dispose();
}

public sealed partial class Includer : Role
{
    public override void Define(Host host)
    {
        var nginx = host.Include<NginxLike>();
        host.File("/etc/site").Content("site").Notifies(nginx.Reload);
        host.Echo($"includer goes on");
    }
}

public sealed partial class NginxLike : Role
{
    public Handler Reload { get; private set; } = null!;

    public override void Define(Host host) => Reload = host.Handler("reload", () => host.Echo($"nginx reloaded"));
}
