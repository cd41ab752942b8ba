using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace OpsMop.Push.Inventories;

/// <summary>
/// Runs a program that may ask the operator, and takes what it prints: unlike a <see cref="Engine.Processes.ToolCommand"/> it stays in our session, with our terminal and our
/// standard input.
/// </summary>
internal static class TerminalProgram
{
    /// <summary>Runs it. Its standard input is ours, for what asks the operator.</summary>
    /// <param name="program">The program.</param>
    /// <param name="arguments">Its arguments; nothing secret.</param>
    /// <param name="takesErrors">Whether its standard error is taken too; the operator sees it otherwise.</param>
    /// <param name="cancel">Ends it.</param>
    /// <exception cref="Win32Exception">It cannot be started.</exception>
    public static async Task<(int ExitCode, string Output, string Errors)> RunAsync(string program, IReadOnlyList<string> arguments, bool takesErrors, CancellationToken cancel)
    {
        var start = new ProcessStartInfo(program) { RedirectStandardOutput = true, RedirectStandardError = takesErrors, StandardOutputEncoding = Encoding.UTF8, UseShellExecute = false };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        try
        {
            var errors = takesErrors ? process.StandardError.ReadToEndAsync(cancel) : Task.FromResult("");
            var output = await process.StandardOutput.ReadToEndAsync(cancel).ConfigureAwait(false);
            await process.WaitForExitAsync(cancel).ConfigureAwait(false);
            return (process.ExitCode, output, await errors.ConfigureAwait(false));
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }
}
