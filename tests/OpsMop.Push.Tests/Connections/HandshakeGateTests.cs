using OpsMop.Push.Connections;

namespace OpsMop.Push.Tests.Connections;

public sealed class HandshakeGateTests
{
    [Fact]
    public async Task A_hop_takes_its_limit_and_the_next_waits_for_one_to_leave()
    {
        var gate = new HandshakeGate(2, 10);
        var first = await gate.EnterAsync("a", default);
        using var second = await gate.EnterAsync("a", default);
        var third = gate.EnterAsync("a", default).AsTask();
        using var elsewhere = await gate.EnterAsync("b", default);
        Assert.False(third.IsCompleted);
        first.Dispose();
        first.Dispose();

        using var turn = await third.WaitAsync(TimeSpan.FromSeconds(5));
        Assert.False(gate.EnterAsync("a", default).IsCompleted);
    }

    [Fact]
    public async Task All_hops_together_take_the_limit_of_all()
    {
        var gate = new HandshakeGate(2, 2);
        using var first = await gate.EnterAsync("a", default);
        var second = await gate.EnterAsync("b", default);
        var third = gate.EnterAsync("c", default).AsTask();
        Assert.False(third.IsCompleted);
        second.Dispose();

        (await third.WaitAsync(TimeSpan.FromSeconds(5))).Dispose();
    }

    [Fact]
    public async Task Who_gives_up_waiting_takes_no_place()
    {
        var gate = new HandshakeGate(1, 1);
        var first = await gate.EnterAsync("a", default);
        using var cancel = new CancellationTokenSource();
        var given = gate.EnterAsync("a", cancel.Token).AsTask();
        var last = gate.EnterAsync("a", default).AsTask();
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => given);
        first.Dispose();

        (await last.WaitAsync(TimeSpan.FromSeconds(5))).Dispose();
    }

    [Fact]
    public async Task Who_waits_for_room_goes_on_one_by_one_as_others_leave()
    {
        var gate = new HandshakeGate(2, 10);
        Assert.True(gate.HasRoomAsync(default).IsCompleted);
        var first = await gate.EnterAsync("a", default);
        var second = await gate.EnterAsync("b", default);
        using var cancel = new CancellationTokenSource();
        var given = gate.HasRoomAsync(cancel.Token);
        Task[] waiting = [gate.HasRoomAsync(default), gate.HasRoomAsync(default)];
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => given);
        first.Dispose();

        await waiting[0].WaitAsync(TimeSpan.FromSeconds(5));
        Assert.False(waiting[1].IsCompleted);
        second.Dispose();
        await waiting[1].WaitAsync(TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task A_hop_that_turns_connections_away_is_given_one_at_a_time_and_more_when_it_lets_them_in()
    {
        var gate = new HandshakeGate(8, 100);
        HandshakeGate.Turn[] turns = [.. await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ => await gate.EnterAsync("a", default)))];
        foreach (var turn in turns)
        {
            turn.LetIn = false;
            turn.Dispose();
        }

        var alone = await gate.EnterAsync("a", default);
        var next = gate.EnterAsync("a", default).AsTask();
        Assert.False(next.IsCompleted);
        alone.LetIn = true;
        alone.Dispose();
        (await next).LetIn = true;
        (await next).Dispose();

        using var one = await gate.EnterAsync("a", default);
        Assert.True(gate.EnterAsync("a", default).IsCompleted);
    }
}
