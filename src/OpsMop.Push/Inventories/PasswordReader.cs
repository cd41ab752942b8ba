using System.ComponentModel;

namespace OpsMop.Push.Inventories;

/// <summary>Reads passwords on the controller: each file and each command once, and each question is put once.</summary>
/// <param name="folder">The folder that files are relative to.</param>
internal sealed class PasswordReader(string folder)
{
    /// <summary>
    /// Asks on the terminal that controls this process, whatever the standard streams are. The terminal shows again what is typed when the shell ends, however it does.
    /// </summary>
    private const string AskScript = """
        exec </dev/tty 2>/dev/tty || exit 3
        old=$(stty -g) || exit 3
        trap 'stty "$old"; exit 4' INT TERM HUP
        printf '%s: ' "$1" >&2
        stty -echo
        IFS= read -r answer
        code=$?
        stty "$old"
        printf '\n' >&2
        [ $code -eq 0 ] || exit 4
        printf '%s\n' "$answer"
        """;

    private readonly Dictionary<string, Secret> _read = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _one = new(1);

    /// <summary>What is asked for logging in: hosts with the same user have the same password, as far as a prompt knows.</summary>
    public static string LoginQuestion(ConnectionSettings settings) => settings.User is { } user ? $"Password of {user}" : "Password";

    /// <summary>What is asked for sudo.</summary>
    public static string SudoQuestion(ConnectionSettings settings) => settings.User is { } user ? $"Password of {user} for sudo" : "Password for sudo";

    /// <summary>Reads a password.</summary>
    /// <param name="source">Where it comes from.</param>
    /// <param name="question">What the operator is asked, where it comes from there.</param>
    /// <param name="cancel">Cancels the reading.</param>
    /// <exception cref="SystemFaultException">It cannot be had; the message says why, and never what was read.</exception>
    public async ValueTask<Secret> ReadAsync(PasswordSource source, string question, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(source);
        var key = source.IsPrompt ? "prompt " + question : source.ToString();

        // One at a time: two questions on one terminal are none.
        await _one.WaitAsync(cancel).ConfigureAwait(false);
        try
        {
            if (!_read.TryGetValue(key, out var password))
            {
                _read[key] = password = source switch
                {
                    { File: { } file } => FromFile(file),
                    { Command: { } command } => await FromCommandAsync(command, cancel).ConfigureAwait(false),
                    _ => await AskAsync(question, cancel).ConfigureAwait(false),
                };
            }

            return password;
        }
        finally
        {
            _one.Release();
        }
    }

    private static async Task<Secret> FromCommandAsync(string command, CancellationToken cancel)
    {
        // What it has to say, it says to the operator itself, and asks on our terminal.
        var (code, output) = await ShellAsync(["-c", command], cancel).ConfigureAwait(false);
        return code != 0 ? throw Fault(command, $"The command for a password has failed with exit code {code}: {command}")
            : FirstLine(output) is { Length: > 0 } line ? Secret.Adopt(line)
            : throw Fault(command, $"The command for a password has printed nothing: {command}");
    }

    private static async Task<Secret> AskAsync(string question, CancellationToken cancel)
    {
        var (code, output) = await ShellAsync(["-c", AskScript, "sh", question], cancel).ConfigureAwait(false);
        return code switch
        {
            0 when FirstLine(output) is { Length: > 0 } line => Secret.Adopt(line),
            0 or 4 => throw Fault("/dev/tty", $"{question}: no password was given."),
            _ => throw Fault("/dev/tty", $"{question}: there is no terminal to ask on. Take the password from a file or a command: password: {{file: PATH}} or {{command: COMMAND}}."),
        };
    }

    private static SystemFaultException Fault(string what, string message, Exception? inner = null) => new(SystemFault.Other, what, message, inner);

    private static async Task<(int Code, string Output)> ShellAsync(string[] arguments, CancellationToken cancel)
    {
        try
        {
            var (code, output, _) = await TerminalProgram.RunAsync("/bin/sh", arguments, takesErrors: false, cancel).ConfigureAwait(false);
            return (code, output);
        }
        catch (Win32Exception exception)
        {
            throw Fault("/bin/sh", $"/bin/sh cannot be run: {exception.Message}", exception);
        }
    }

    private static string FirstLine(string text) => text.Split('\n', 2)[0].TrimEnd('\r');

    private Secret FromFile(string file)
    {
        var path = file.StartsWith("~/", StringComparison.Ordinal)
            ? Environment.GetFolderPath(Environment.SpecialFolder.UserProfile) + file[1..]
            : Path.GetFullPath(file, folder);
        return FirstLine(Secret.FromFile(path).Reveal()) is { Length: > 0 } line ? Secret.Adopt(line) : throw Fault(path, $"The first line of the secret file {path} is empty.");
    }
}
