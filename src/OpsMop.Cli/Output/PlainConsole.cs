using OpsMop.Engine.Events;

namespace OpsMop.CommandLine.Output;

/// <summary>Plain text, stable and greppable, for everything that is not a terminal.</summary>
internal sealed class PlainConsole : RunConsole
{
    private readonly OutputBuffer _output;
    private readonly TextWriter _error;
    private readonly RunNarrator _narrator;
    private readonly bool _verbose;
    private readonly Lock _lock = new();

    public PlainConsole(OutputBuffer output, TextWriter error, PolicyPaths paths, bool verbose)
    {
        _output = output;
        _error = error;
        _verbose = verbose;
        _narrator = new RunNarrator(new PlainLines(output), error.WriteLine, paths, verbose, slowSeconds: verbose ? 1 : double.MaxValue);
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

    public override void Dispose() => _output.FlushNow();
}
