namespace OpsMop.Push.Connections;

/// <summary>How <see cref="SshConnector"/> uses OpenSSH. What is not set here or for a host is as in a terminal.</summary>
internal sealed record SshOptions
{
    /// <summary>The program: its name, looked up in <c>PATH</c>, or its path.</summary>
    public string Program { get; init; } = "ssh";

    /// <summary>Another configuration than the user's and the machine's (<c>ssh -F</c>), for tests.</summary>
    public string? ConfigFile { get; init; }

    /// <summary>How many connections to one sshd may be logging in at the same time. sshd turns some away beyond ten (MaxStartups 10:30:100).</summary>
    public int HandshakesPerHop { get; init; } = 8;

    /// <summary>How many may be logging in at the same time in all: the work of more would take longer than a host may take to answer.</summary>
    public int Handshakes { get; init; } = 32 * Environment.ProcessorCount;

    /// <summary>How often a connection is tried that sshd turned away because there were too many.</summary>
    public int Tries { get; init; } = 8;

    /// <summary>The mean time before the second try; it doubles with each.</summary>
    public TimeSpan FirstDelay { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>The longest mean time before another try.</summary>
    public TimeSpan LongestDelay { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Where kept connections have their sockets; a folder of the user's in memory where not set.</summary>
    public string? KeptFolder { get; init; }
}
