using OpsMop.Engine.Events;

namespace OpsMop.CommandLine;

/// <summary>Remembers what of a push decides the exit code, and passes its events on.</summary>
/// <param name="next">Takes the events.</param>
internal sealed class PushWatch(IEventSink next) : IEventSink
{
    private volatile bool _isInterrupted;
    private volatile bool _hasPending;

    public bool WantsUnchanged => next.WantsUnchanged;

    public void Take(RunEvent happened)
    {
        switch (happened)
        {
            case RunInterrupted:
                _isInterrupted = true;
                break;
            case HostFinished host when host.Changed + host.Unknown + host.PendingHandlers.Count > 0:
                _hasPending = true;
                break;
        }

        next.Take(happened);
    }

    /// <summary>The exit code of a push.</summary>
    /// <param name="finished">Its last event.</param>
    /// <param name="wasStopped">Whether the operator stopped it.</param>
    /// <param name="detailed">Whether pending changes have a code of their own.</param>
    public int CodeOf(PushFinished finished, bool wasStopped, bool detailed) =>
        finished.Failed + finished.Unreachable > 0 || _isInterrupted || (wasStopped && finished.Skipped > 0) ? ExitCode.Failed
        : detailed && (_hasPending || finished.Changed > 0) ? ExitCode.ChangesPending
        : ExitCode.Done;
}
