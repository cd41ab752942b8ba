using OpsMop.Engine.Events;

/// <summary>A sink: it takes the events of a run, in order, and writes a line for each change.</summary>
/// <param name="output">Where to.</param>
public sealed class ChangeLog(TextWriter output) : IEventSink
{
    public void Take(RunEvent happened)
    {
        if (happened is ResourceFinished { Status: OutcomeStatus.Changed } changed)
        {
            output.WriteLine($"{changed.Time:HH:mm:ss} {changed.Host} {changed.Resource}");
        }
    }
}
