using OpsMop.Engine.Tests.Running;

namespace OpsMop.Engine.Tests.Distribution;

/// <summary>What one run leaves pending the next one does, whoever started either.</summary>
public sealed class PendingTests : IDisposable
{
    private readonly TestFleet _fleet = new();

    public PendingTests() => _fleet.System.WithProcess("false", new ProcessResult(1, "", ""));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_restart_that_failed_is_made_up_for_by_the_other_kind_of_run(bool isPushedFirst)
    {
        var failing = new InlinePolicy(roles => roles.Add<Restarting>(role => role.Command = "false"));
        var mended = new InlinePolicy(roles => roles.Add<Restarting>());
        var first = isPushedFirst ? await _fleet.PushAsync(failing) : await _fleet.ApplyAsync(failing);
        Assert.Equal(1, first.Failed);
        Assert.Equal(["restart"], first.PendingHandlers);

        var second = isPushedFirst ? await _fleet.ApplyAsync(mended) : await _fleet.PushAsync(mended);

        Assert.Equal(0, second.Failed);
        Assert.Empty(second.PendingHandlers);
        Assert.Contains(_fleet.Events, happened => happened is Events.HandlerStarted);
    }

    [Fact]
    public async Task A_step_of_a_push_leaves_alone_what_another_step_has_pending()
    {
        var failing = Policy("false");
        await _fleet.PushAsync(failing, "restarting");

        await _fleet.PushAsync(failing, "included");
        Assert.DoesNotContain(_fleet.Messages, message => message.Contains("dropped", StringComparison.Ordinal));

        var mended = await _fleet.PushAsync(Policy("touch /restarted"), "restarting");
        Assert.Contains(_fleet.Events, happened => happened is Events.HandlerStarted);
        Assert.Empty(mended.PendingHandlers);
    }

    [Fact]
    public async Task A_step_of_a_push_lets_go_of_what_the_policy_no_longer_has_for_the_host()
    {
        await _fleet.PushAsync(Policy("false"), "restarting");

        await _fleet.PushAsync(new InlinePolicy(roles => roles.Add<Included>()));

        Assert.Contains(_fleet.Messages, message => message.Contains("InlinePolicy:restarting:restart", StringComparison.Ordinal) && message.Contains("dropped", StringComparison.Ordinal));
    }

    public void Dispose() => _fleet.Dispose();

    private static InlinePolicy Policy(string command) => new(roles =>
    {
        roles.Add<Restarting>(role => role.Command = command);
        roles.Add<Included>();
    });
}
