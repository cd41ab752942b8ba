namespace OpsMop.Engine.Systems;

/// <summary>The absolute paths that a command mentions, in whatever way: as an argument, in <c>--config=/etc/x</c>, in <c>-c/etc/x</c>, in a script.</summary>
internal static class CommandPaths
{
    private static readonly System.Buffers.SearchValues<char> Separators = System.Buffers.SearchValues.Create(" \t\r\n\"'`=:,;|&<>(){}[]$@");

    internal static IEnumerable<string> In(ProcessRequest request)
    {
        if (request.Directory.Value is { Length: > 0 } directory && directory != "/")
        {
            yield return directory;
        }

        foreach (var argument in request.Arguments)
        {
            for (var start = argument.IndexOf('/'); start >= 0 && start < argument.Length;)
            {
                var length = argument.AsSpan(start).IndexOfAny(Separators);
                var end = length < 0 ? argument.Length : start + length;

                // A relative path is the working directory's; "-c/etc/x" is an option and a path.
                var word = argument.AsSpan(0, start).LastIndexOfAny(Separators) + 1;
                if (word == start || argument[word] == '-')
                {
                    yield return Normal(argument[start..end]);
                }

                var next = end < argument.Length ? argument.IndexOf('/', end) : -1;
                start = next;
            }
        }
    }

    private static string Normal(string path) => Path.GetFullPath(path) is { Length: > 1 } full ? full.TrimEnd('/') : "/";
}
