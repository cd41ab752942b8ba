namespace OpsMop;

/// <summary>
/// A process to run. It gets a process group of its own, no terminal, and <c>/dev/null</c> as input unless <see cref="Input"/> is given.
/// </summary>
/// <param name="Arguments">The program, looked up in <c>PATH</c> unless it has a slash, and its arguments. No shell is in between.</param>
public sealed record ProcessRequest(IReadOnlyList<string> Arguments)
{
    /// <summary>The working directory; <c>/</c> where not given.</summary>
    public AbsolutePath Directory { get; init; }

    /// <summary>Variables added to the environment of the agent. Never put a secret here: use <see cref="SecretFiles"/>.</summary>
    public IReadOnlyDictionary<string, string>? Environment { get; init; }

    /// <summary>
    /// Environment variables whose value is the path of a file that holds the text and that only the process's user can read. The files are gone when the
    /// process ends.
    /// </summary>
    public IReadOnlyDictionary<string, Text>? SecretFiles { get; init; }

    /// <summary>The user to run as, with that user's groups, <c>HOME</c>, <c>USER</c> and <c>LOGNAME</c>; <see langword="null"/> for the agent's own.</summary>
    public string? User { get; init; }

    /// <summary>What the process reads from its standard input.</summary>
    public FileContent? Input { get; init; }

    /// <summary>How long it may run before its group is sent SIGTERM and, five seconds later, SIGKILL; <see langword="null"/> for no limit.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>
    /// How many bytes of each of standard output and standard error are kept: the first and the last half. The rest is read and dropped, so that memory stays
    /// bounded. 1 MiB unless set.
    /// </summary>
    public int OutputLimit { get; init; } = 1 << 20;

    /// <summary>A request that runs <paramref name="script"/> with <c>sh -c</c>.</summary>
    /// <param name="script">The script; every hole in it must have been quoted already (see <see cref="CommandText"/>).</param>
    public static ProcessRequest Shell(string script) => new(["/bin/sh", "-c", script]);
}
