using OpsMop.Engine.Events;

namespace OpsMop.CommandLine.Output.Fleet;

/// <summary>A push as plain text, for everything that is not a terminal: what happens on a host is a line that begins with its name.</summary>
internal sealed class PushPlainConsole : RunConsole
{
    private readonly OutputBuffer _output;
    private readonly TextWriter _error;
    private readonly PushNarrator _narrator;
    private readonly bool _verbose;
    private readonly Lock _lock = new();

    public PushPlainConsole(OutputBuffer output, TextWriter error, PolicyPaths paths, Func<string, string> again, bool verbose)
    {
        _output = output;
        _error = error;
        _verbose = verbose;
        _narrator = new PushNarrator(new PlainLines(output), error.WriteLine, paths, again, verbose, tellsChanges: true);
    }

    public override bool WantsUnchanged => _verbose;

    public override void Take(RunEvent happened)
    {
        lock (_lock)
        {
            _narrator.Take(happened);
        }
    }

    public override void Notice(string sentence)
    {
        _output.FlushNow();
        _error.WriteLine(sentence);
    }

    public override void Dispose()
    {
        lock (_lock)
        {
            _narrator.TellCollected();
            _output.FlushNow();
        }
    }
}
