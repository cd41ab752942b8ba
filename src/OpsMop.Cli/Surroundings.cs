using OpsMop.CommandLine.Output;
using OpsMop.Push;

namespace OpsMop.CommandLine;

/// <summary>What the command line finds around it: where it writes to, and what it may know of the world. Tests bring their own.</summary>
internal sealed class Surroundings
{
    /// <summary>The standard output.</summary>
    public required OutputBuffer Output { get; init; }

    /// <summary>The standard error.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>Whether a person watches the standard output on a terminal that can do more than print.</summary>
    public bool IsTerminal { get; init; }

    /// <summary>Whether a terminal is to be used without colours: <c>NO_COLOR</c>.</summary>
    public bool AvoidsColour { get; init; }

    /// <summary>The width of the terminal.</summary>
    public Func<int> Width { get; init; } = static () => 80;

    /// <summary>The height of the terminal.</summary>
    public Func<int> Height { get; init; } = static () => 24;

    /// <summary>Reads a line from the operator; <see langword="null"/> where there is nobody to ask.</summary>
    public Func<CancellationToken, Task<string?>>? ReadAnswer { get; init; }

    /// <summary>Makes what pushes; <see langword="null"/> for the real one.</summary>
    public Func<Policy, IPushEngine>? Pushes { get; init; }

    /// <summary>The directory that paths are shown and read relative to.</summary>
    public required string CurrentDirectory { get; init; }

    /// <summary>How the program is called, for help and hints.</summary>
    public string Program { get; init; } = "policy";

    /// <summary>Notes Ctrl-C and its like; <see langword="null"/> where the process's own signals count.</summary>
    public StopSignals? Signals { get; init; }

    /// <summary>Those of this process.</summary>
    public static Surroundings OfProcess()
    {
        var isTerminal = !Console.IsOutputRedirected && Environment.GetEnvironmentVariable("TERM") is { Length: > 0 } and not "dumb";
        return new Surroundings
        {
            Output = new OutputBuffer(DescriptorStream.Open(1)),

            // Not those of Console, which set the terminal up as for reading keys, and leave it so.
            Error = TextWriter.Synchronized(new StreamWriter(DescriptorStream.Open(2), leaveOpen: true) { AutoFlush = true }),
            IsTerminal = isTerminal,
            AvoidsColour = Environment.GetEnvironmentVariable("NO_COLOR") is { Length: > 0 },
            Width = TerminalSize.Width,
            Height = TerminalSize.Height,
            ReadAnswer = TerminalInput.IsThere ? TerminalInput.ReadLineAsync : null,
            CurrentDirectory = Directory(),
            Program = Path.GetFileName(Environment.ProcessPath) is { Length: > 0 } and not "dotnet" and var name ? name : "dotnet run --",
        };
    }

    private static string Directory()
    {
        try
        {
            return Environment.CurrentDirectory;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // It was deleted while we stand in it.
            return "/";
        }
    }
}
