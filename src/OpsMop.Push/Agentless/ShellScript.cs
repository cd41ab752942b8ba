using System.Security.Cryptography;
using System.Text;

namespace OpsMop.Push.Agentless;

/// <summary>The script that a session runs on, and how it gets to the other end.</summary>
internal static class ShellScript
{
    private static readonly Lazy<string> s_library = new(ReadLibrary);

    /// <summary>
    /// What <c>sh -c</c> is to run at the other end. It greets, and evaluates the one line that it is sent then, which loads the rest. It has nothing in it that a login shell
    /// could understand in another way.
    /// </summary>
    public const string Bootstrap = "echo \"" + Connections.Greeting.Quoted + "shell\"; IFS= read -r l && eval \"$l\"";

    /// <summary>A text nobody there can foresee.</summary>
    public static string NewName() => RandomNumberGenerator.GetHexString(32, lowercase: true);

    /// <summary>All that is sent before the first request.</summary>
    /// <param name="mark">What no content has in it.</param>
    /// <param name="folder">The name of the session's folder.</param>
    public static byte[] Opening(string mark, string folder) => Encoding.UTF8.GetBytes(
        $"M={mark}; X={folder}; N=$(printf '\\nx'); N=${{N%x}}; p=; while IFS= read -r l && [ \"$l\" != \"$M\" ]; do p=$p$l$N; done; eval \"$p\"\n{s_library.Value}{mark}\n");

    /// <summary>A text as one word of a script's line.</summary>
    public static string Quote(string text) => text.Length > 0 && text.AsSpan().IndexOfAnyExcept(s_plain) < 0
        ? text
        : ShellQuoting.Quote(text).Replace("\n", "'\"$N\"'");

    private static readonly System.Buffers.SearchValues<char> s_plain =
        System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/._-:,+");

    private static string ReadLibrary()
    {
        using var stream = typeof(ShellScript).Assembly.GetManifestResourceStream("session.sh")
            ?? throw new InvalidOperationException("The script of agentless sessions is missing from the program.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var text = new StringBuilder();
        while (reader.ReadLine() is { } line)
        {
            line = line.Trim();
            if (line.Length > 0 && line[0] != '#')
            {
                text.Append(line).Append('\n');
            }
        }

        return text.ToString();
    }
}
