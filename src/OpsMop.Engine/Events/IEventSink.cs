namespace OpsMop.Engine.Events;

/// <summary>Takes the events of a run, one at a time, in order.</summary>
public interface IEventSink
{
    /// <summary>Takes an event.</summary>
    /// <param name="happened">The event.</param>
    void Take(RunEvent happened);

    /// <summary>
    /// Whether it wants to see each resource begin, and end where nothing was to be done. Where no sink does, ten thousand resources in order cost no event.
    /// </summary>
    bool WantsUnchanged => true;
}
