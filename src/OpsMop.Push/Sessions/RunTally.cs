using OpsMop.Engine.Events;

namespace OpsMop.Push.Sessions;

/// <summary>Remembers of a run's events what its result is made of.</summary>
internal sealed class RunTally
{
    private RunFinished? _finished;
    private ResourceFinished? _failure;
    private bool _isInterrupted;

    /// <summary>Takes an event.</summary>
    /// <param name="happened">The event.</param>
    public void Take(RunEvent happened)
    {
        switch (happened)
        {
            case RunFinished finished:
                _finished = finished;
                break;
            case RunInterrupted:
                _isInterrupted = true;
                break;
            case ResourceFinished { Status: OutcomeStatus.Failed, Ignored: null } failure:
                _failure ??= failure;
                break;
        }
    }

    /// <summary>The result.</summary>
    /// <param name="error">Why the run could not begin, or is not known to have ended.</param>
    /// <param name="findings">What is wrong with the policy for the host.</param>
    public RunResult ToResult(string? error, IReadOnlyList<Finding> findings) =>
        new() { Finished = _finished, IsInterrupted = _isInterrupted, FirstFailure = _failure, Error = error, Findings = findings };
}
