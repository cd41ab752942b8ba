using Microsoft.Win32.SafeHandles;
using System.Text;

namespace OpsMop.CommandLine;

/// <summary>Reads answers from the terminal, without setting it up for reading keys as <see cref="Console"/> does.</summary>
internal static class TerminalInput
{
    private const int StandardInput = 0;

    /// <summary>Whether somebody sits there who can be asked and can answer.</summary>
    public static bool IsThere => !Console.IsInputRedirected && !Console.IsErrorRedirected;

    /// <summary>Reads a line.</summary>
    /// <param name="cancel">Gives it up; the reading itself then waits for a line that nobody takes.</param>
    /// <returns>The line; <see langword="null"/> at the end of the input.</returns>
    public static Task<string?> ReadLineAsync(CancellationToken cancel) => Task.Run(ReadLine, cancel).WaitAsync(cancel);

    private static string? ReadLine()
    {
        using var stream = OperatingSystem.IsWindows()
            ? Console.OpenStandardInput()
            : new FileStream(new SafeFileHandle(StandardInput, ownsHandle: false), FileAccess.Read, bufferSize: 0);
        var line = new List<byte>();
        for (var next = stream.ReadByte(); next >= 0; next = stream.ReadByte())
        {
            if (next == '\n')
            {
                return Encoding.UTF8.GetString([.. line]).TrimEnd('\r');
            }

            line.Add((byte)next);
        }

        return line.Count > 0 ? Encoding.UTF8.GetString([.. line]) : null;
    }
}
