using System.Buffers;

namespace OpsMop.Push.Connections;

/// <summary>The command line that sshd hands to the login shell of a host, whichever shell that is.</summary>
internal static class RemoteCommand
{
    // Between single quotes these are text to sh, bash, zsh, csh, tcsh and fish. A quote ends it in all, csh expands ! in it, fish reads a backslash.
    private static readonly SearchValues<char> s_unsafe = SearchValues.Create("'\\!\n\r\0");

    /// <summary>Starts a script with <c>sh</c>, without or under <c>sudo</c>.</summary>
    /// <param name="script">The script: one line.</param>
    /// <param name="sudoUser">The user that <c>sudo</c> becomes; <see langword="null"/> for no <c>sudo</c>.</param>
    /// <param name="prompt">How <c>sudo</c> asks for the password on standard error; <see langword="null"/> where there is none to give.</param>
    /// <exception cref="ArgumentException">The script has characters that login shells understand in different ways.</exception>
    public static string For(string script, string? sudoUser, string? prompt)
    {
        Check(script, nameof(script), "a script for a host");

        var command = $"sh -c '{script}'";
        if (sudoUser is null)
        {
            return command;
        }

        Check(sudoUser, nameof(sudoUser), "the user for sudo");
        return prompt is null
            ? $"sudo -H -n -u '{sudoUser}' -- {command}"
            : $"sudo -H -S -p '{prompt}' -u '{sudoUser}' -- {command}";
    }

    private static void Check(string text, string parameter, string what)
    {
        var at = text.AsSpan().IndexOfAny(s_unsafe);
        if (text.Length == 0 || at >= 0)
        {
            throw new ArgumentException(
                at < 0 ? $"{what} is empty." : $"{what} has the character U+{(int)text[at]:X4} at position {at}, which login shells understand in different ways: {text}",
                parameter);
        }
    }
}
