using OpsMop.Engine.Events;

namespace OpsMop.CommandLine.Output;

/// <summary>One event a line on the standard output, and nothing else there.</summary>
/// <param name="output">The standard output.</param>
/// <param name="error">The standard error.</param>
internal sealed class JsonConsole(OutputBuffer output, TextWriter error) : RunConsole
{
    private readonly Lock _lock = new();

    public override void Take(RunEvent happened)
    {
        lock (_lock)
        {
            output.WriteLine(EventJson.Write(happened));
        }
    }

    public override void Notice(string sentence)
    {
        output.FlushNow();
        error.WriteLine(sentence);
    }

    public override void Dispose() => output.FlushNow();
}
