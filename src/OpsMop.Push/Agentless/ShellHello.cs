using System.Globalization;

namespace OpsMop.Push.Agentless;

/// <summary>What a session found at the other end.</summary>
internal sealed record ShellHello
{
    /// <summary>The number of the user who runs it.</summary>
    public uint User { get; private init; }

    /// <summary>The number of that user's group.</summary>
    public uint Group { get; private init; }

    /// <summary>The session's own folder, which only its user can enter.</summary>
    public string Folder { get; private init; } = "";

    /// <summary>What is asked for a file's status: <c>gnu</c>, <c>bsd</c> or <c>ls</c>.</summary>
    public string StatusTool { get; private init; } = "";

    /// <summary>What hashes; empty where nothing does.</summary>
    public string HashTool { get; private init; } = "";

    /// <summary>What copies an exact number of bytes; empty for one byte at a time.</summary>
    public string CopyTool { get; private init; } = "";

    /// <summary>Whether <c>setpriv</c> can make a process another user's.</summary>
    public bool HasSetpriv { get; private init; }

    /// <summary>How much of a process's output fits into the line that tells its end.</summary>
    public int SmallOutput { get; private init; }

    /// <summary>The kernel's name: <c>Linux</c>.</summary>
    public string Kernel { get; private init; } = "";

    /// <summary>Where programs are looked for.</summary>
    public string SearchPath { get; private init; } = "";

    /// <summary>Whether it is root's.</summary>
    public bool IsRoot => User == 0;

    internal static ShellHello Parse(ShellReply reply)
    {
        var lines = reply.Text.Split('\n');
        return lines.Length < 14
            ? throw new SystemFaultException(SystemFault.Other, "sh", "The shell of the host has not told what it needs to: is it a POSIX shell? See docs/decisions/agentless.md.")
            : new ShellHello
            {
                User = Number(lines[0]),
                Group = Number(lines[1]),
                Folder = lines[2],
                StatusTool = lines[3],
                HashTool = lines[4],
                CopyTool = lines[5],
                HasSetpriv = lines[10].Length > 0,
                SmallOutput = (int)Number(lines[11]),
                Kernel = lines[12],
                SearchPath = lines[13],
            };
    }

    private static uint Number(string text) => uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
