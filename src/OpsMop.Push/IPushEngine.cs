using OpsMop.Engine.Events;

namespace OpsMop.Push;

/// <summary>Pushes a policy to hosts, and what goes with it. It is what the command line calls.</summary>
internal interface IPushEngine
{
    /// <summary>Plans, applies or runs a command on hosts.</summary>
    /// <param name="request">What is asked for.</param>
    /// <param name="sink">Takes the events of all hosts, one at a time.</param>
    /// <param name="stop">Begins with no further host, and stops the hosts at work after their running change.</param>
    /// <param name="abort">Ends the running changes too.</param>
    /// <returns>The last event; <see langword="null"/> where <see cref="PushRequest.ConfirmAsync"/> said no.</returns>
    /// <exception cref="OpsMop.Engine.InvalidPolicyException">The policy, the inventory or a pattern is wrong; no host was contacted.</exception>
    Task<PushFinished?> RunAsync(PushRequest request, IEventSink sink, CancellationToken stop, CancellationToken abort);
}
