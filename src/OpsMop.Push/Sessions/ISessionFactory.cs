using OpsMop.Engine.Events;

namespace OpsMop.Push.Sessions;

/// <summary>Connects to hosts of the inventory.</summary>
internal interface ISessionFactory : IAsyncDisposable
{
    /// <summary>How long connecting to a host may take, and how long it may be silent.</summary>
    /// <param name="key">The host.</param>
    TimeSpan TimeoutOf(SessionKey key);

    /// <summary>Connects to a host.</summary>
    /// <param name="key">The host.</param>
    /// <param name="resume">A run of this push whose connection broke; <see langword="null"/> where there is none.</param>
    /// <param name="told">Takes what happens on the way.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="Connections.UnreachableException">The host cannot be reached.</exception>
    /// <exception cref="Agents.AgentException">There is no agent for it.</exception>
    /// <exception cref="BrokenSessionException">The connection broke.</exception>
    Task<IHostSession> OpenAsync(SessionKey key, ResumedRun? resume, Action<RunEvent> told, CancellationToken cancel);
}
