using OpsMop.Engine.Events;

namespace OpsMop.Engine.Running;

/// <summary>Brings events to the sinks, one at a time, also where resources run at the same time.</summary>
internal sealed class EventStream(IEnumerable<IEventSink> sinks, string host)
{
    private readonly IEventSink[] _sinks = [.. sinks];
    private readonly Lock _lock = new();

    /// <summary>Whether a sink wants each resource to be told, in order or not.</summary>
    public bool WantsUnchanged { get; } = sinks.Any(sink => sink.WantsUnchanged);

    public void Emit(RunEvent happened)
    {
        var complete = happened with { Host = host };
        lock (_lock)
        {
            foreach (var sink in _sinks)
            {
                sink.Take(complete);
            }
        }
    }
}
