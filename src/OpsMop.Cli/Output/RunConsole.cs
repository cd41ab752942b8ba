using OpsMop.Engine.Events;

namespace OpsMop.CommandLine.Output;

/// <summary>Shows a run to whoever started it.</summary>
internal abstract class RunConsole : IEventSink, IDisposable
{
    public virtual bool WantsUnchanged => true;

    public abstract void Take(RunEvent happened);

    /// <summary>Tells the operator something on the standard error that is no event, such as that Ctrl-C was understood.</summary>
    /// <param name="sentence">What.</param>
    public abstract void Notice(string sentence);

    public abstract void Dispose();
}
