using OpsMop.Engine.Events;

namespace OpsMop.Push.Rollouts;

/// <summary>Brings the events of all hosts to the sinks, one at a time.</summary>
/// <param name="sinks">The sinks.</param>
internal sealed class FleetEvents(IEnumerable<IEventSink> sinks)
{
    private readonly IEventSink[] _sinks = [.. sinks];
    private readonly Lock _lock = new();

    /// <summary>Whether a sink wants each resource to be told, in order or not.</summary>
    public bool WantsUnchanged { get; } = sinks.Any(sink => sink.WantsUnchanged);

    /// <summary>Tells an event.</summary>
    /// <param name="happened">The event; it has its host.</param>
    public void Emit(RunEvent happened)
    {
        lock (_lock)
        {
            foreach (var sink in _sinks)
            {
                sink.Take(happened);
            }
        }
    }
}
