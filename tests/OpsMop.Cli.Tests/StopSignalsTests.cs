using System.Runtime.InteropServices;

namespace OpsMop.CommandLine.Tests;

public sealed class StopSignalsTests
{
    [Fact]
    public async Task The_first_stops_the_second_ends_and_the_third_is_the_kernels()
    {
        using var signals = new StopSignals();
        var told = new List<string>();
        signals.Told = told.Add;

        Assert.True(signals.Take(PosixSignal.SIGINT));
        Assert.True(signals.Stop.IsCancellationRequested);
        Assert.False(signals.Abort.IsCancellationRequested);

        await Task.Delay(200);
        Assert.True(signals.Take(PosixSignal.SIGINT));
        Assert.True(signals.Abort.IsCancellationRequested);

        await Task.Delay(200);
        Assert.False(signals.Take(PosixSignal.SIGINT));
        Assert.Equal(["stopping after the running change (Ctrl-C again to end it)", "ending the running change"], told);
    }

    [Fact]
    public void One_signal_that_comes_twice_at_once_is_one()
    {
        using var signals = new StopSignals();
        signals.Take(PosixSignal.SIGTERM);
        signals.Take(PosixSignal.SIGTERM);
        Assert.False(signals.Abort.IsCancellationRequested);
    }

    [Fact]
    public async Task A_terminal_that_goes_away_stops_and_never_ends()
    {
        using var signals = new StopSignals();
        signals.Take(PosixSignal.SIGHUP);
        await Task.Delay(200);
        signals.Take(PosixSignal.SIGHUP);
        Assert.True(signals.Stop.IsCancellationRequested);
        Assert.False(signals.Abort.IsCancellationRequested);
    }
}
