namespace OpsMop.CommandLine.Tests.Output.Fleet;

/// <summary>A clock that stands still until it is told otherwise, and whose timers never fire.</summary>
internal sealed class ManualTime : TimeProvider
{
    private long _now = 1;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>How many timers run.</summary>
    public int Timers { get; private set; }

    public void Pass(double seconds) => _now += TimeSpan.FromSeconds(seconds).Ticks;

    public override long GetTimestamp() => _now;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        Timers++;
        return new Timer(this);
    }

    private sealed class Timer(ManualTime time) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose() => time.Timers--;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
