namespace OpsMop.Push.Agents;

/// <summary>What one <c>--agent</c> says.</summary>
/// <param name="Platform">The platform that it is for; <see langword="null"/> for whichever the file itself is for.</param>
/// <param name="File">The file.</param>
internal sealed record GivenAgent(AgentPlatform? Platform, string File)
{
    /// <summary>What is wrong with an argument of <c>--agent</c>; <see langword="null"/> if nothing is.</summary>
    /// <param name="text">The argument.</param>
    public static string? Fault(string text)
    {
        try
        {
            return Parse(text, "/").File.TrimEnd('/').Length > 0 ? null : "write the file of the agent, with its platform before it if you like: linux-arm64=site-arm64.";
        }
        catch (AgentException exception)
        {
            return exception.Message;
        }
    }

    /// <summary>Reads <c>[PLATFORM=]FILE</c>.</summary>
    /// <param name="text">What was written.</param>
    /// <param name="currentDirectory">What a relative file is relative to.</param>
    /// <exception cref="AgentException">There is no such platform.</exception>
    public static GivenAgent Parse(string text, string currentDirectory)
    {
        // A file with an equals sign in its name is given as ./a=b.
        var equals = text.IndexOf('=');
        return equals > 0 && !text.AsSpan(0, equals).Contains('/')
            ? new GivenAgent(AgentPlatform.Named(text[..equals]), Path.GetFullPath(text[(equals + 1)..], currentDirectory))
            : new GivenAgent(null, Path.GetFullPath(text, currentDirectory));
    }
}
