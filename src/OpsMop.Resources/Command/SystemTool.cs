using System.Text;

namespace OpsMop;

/// <summary>Runs the programs of a system that providers stand on, such as <c>useradd</c>, and says in words what they complain about.</summary>
internal static class SystemTool
{
    private static readonly Dictionary<string, string> Untranslated = new() { ["LC_ALL"] = "C" };

    /// <summary>Runs a program that changes the system; a failure throws.</summary>
    /// <param name="system">Where.</param>
    /// <param name="cancel">Ends it.</param>
    /// <param name="arguments">The program and its arguments.</param>
    public static async ValueTask RunAsync(ISystem system, CancellationToken cancel, params IReadOnlyList<string> arguments)
    {
        var result = await system.RunAsync(Request(arguments), cancel).ConfigureAwait(false);
        if (!result.Succeeded)
        {
            throw Failure(string.Join(' ', arguments), result);
        }
    }

    /// <summary>Runs a program that changes the system and reads what it is to do from its standard input, where secrets go; a failure throws.</summary>
    /// <param name="system">Where.</param>
    /// <param name="input">What it reads.</param>
    /// <param name="cancel">Ends it.</param>
    /// <param name="arguments">The program and its arguments.</param>
    public static async ValueTask FeedAsync(ISystem system, Text input, CancellationToken cancel, params IReadOnlyList<string> arguments)
    {
        var result = await system.RunAsync(Request(arguments) with { Input = FileContent.FromText(input) }, cancel).ConfigureAwait(false);
        if (!result.Succeeded)
        {
            throw Failure(string.Join(' ', arguments), result);
        }
    }

    /// <summary>Runs a program that only reads.</summary>
    /// <param name="system">Where.</param>
    /// <param name="cancel">Ends it.</param>
    /// <param name="arguments">The program and its arguments.</param>
    public static ValueTask<ProcessResult> QueryAsync(ISystemReader system, CancellationToken cancel, params IReadOnlyList<string> arguments) =>
        system.QueryAsync(Request(arguments), cancel);

    /// <summary>A program of the system, which is to speak English.</summary>
    /// <param name="arguments">The program and its arguments.</param>
    public static ProcessRequest Request(IReadOnlyList<string> arguments) => new(arguments) { Environment = Untranslated };

    /// <summary>A failed process in words: what was run, how it ended, and the end of what it said.</summary>
    /// <param name="what">What was run.</param>
    /// <param name="result">How it ended.</param>
    public static ProviderException Failure(string what, ProcessResult result)
    {
        var text = new StringBuilder(what);
        text.Append(result switch
        {
            { TimedOut: true } => ": it took too long and was ended.",
            { ExitCode: ProcessResult.NotFound } => ": the program was not found (exit code 127).",
            _ => $": exit code {result.ExitCode}.",
        });
        var said = Tail(result.Error.Trim() is { Length: > 0 } error ? error : result.Output.Trim());
        if (said.Length > 0)
        {
            text.Append('\n').Append(said);
        }

        return new ProviderException(text.ToString()) { Process = result };
    }

    private static string Tail(string said)
    {
        var lines = said.Split('\n');
        return lines.Length <= 10 ? said : "…\n" + string.Join('\n', lines[^10..]);
    }
}
