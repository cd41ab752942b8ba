using OpsMop.Engine.Events;

namespace OpsMop.CommandLine;

/// <summary>Remembers what of a run decides the exit code.</summary>
internal sealed class RunWatch : IEventSink
{
    private bool _isInterrupted;

    public bool WantsUnchanged => false;

    public void Take(RunEvent happened) => _isInterrupted |= happened is RunInterrupted;

    /// <summary>The exit code of a run.</summary>
    /// <param name="finished">Its last event.</param>
    /// <param name="detailed">Whether pending changes have a code of their own.</param>
    public int CodeOf(RunFinished finished, bool detailed) =>
        finished.Failed > 0 || _isInterrupted ? ExitCode.Failed
        : detailed && finished.Changed + finished.Unknown + finished.PendingHandlers.Count > 0 ? ExitCode.ChangesPending
        : ExitCode.Done;
}
