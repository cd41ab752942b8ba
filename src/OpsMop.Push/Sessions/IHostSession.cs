using OpsMop.Engine.Distribution;
using OpsMop.Engine.Events;

namespace OpsMop.Push.Sessions;

/// <summary>A host that is connected: runs are made on it, one after the other.</summary>
internal interface IHostSession : IAsyncDisposable
{
    /// <summary>What the host says of its kernel and processor.</summary>
    string Platform { get; }

    /// <summary>How many bytes of agent were sent to it.</summary>
    long AgentBytes { get; }

    /// <summary>Makes a run.</summary>
    /// <param name="run">Its number in this push.</param>
    /// <param name="order">What to run.</param>
    /// <param name="told">Takes its events; they come one at a time.</param>
    /// <returns>How it ended.</returns>
    /// <exception cref="BrokenSessionException">The connection broke; what became of the run is not known.</exception>
    Task<RunResult> RunAsync(int run, RunOrder order, Action<RunEvent> told);

    /// <summary>Waits for the end of the run that the session was opened to resume.</summary>
    /// <param name="resumed">The run.</param>
    /// <param name="order">What was run.</param>
    /// <param name="told">Takes its further events.</param>
    /// <returns>How it ended; of a run that had never begun, that nothing is known.</returns>
    /// <exception cref="BrokenSessionException">The connection broke again.</exception>
    Task<RunResult> ResumeAsync(ResumedRun resumed, RunOrder order, Action<RunEvent> told);

    /// <summary>Stops the run after the running change.</summary>
    void Stop();

    /// <summary>Ends the running change too.</summary>
    void Abort();
}
