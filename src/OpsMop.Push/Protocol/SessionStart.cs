namespace OpsMop.Push.Protocol;

/// <summary>The first words of the controller.</summary>
internal sealed record SessionStart
{
    /// <summary>The version of the protocol that this build speaks. An agent is found by the hash of its build, so that both ends are of one; a given one may not be.</summary>
    public const int ProtocolVersion = 1;

    /// <summary>The version that the controller speaks.</summary>
    public int Protocol { get; init; } = ProtocolVersion;

    /// <summary>The name of this push, unlike that of any other.</summary>
    public required string Push { get; init; }

    /// <summary>Who pushes, for the log: <c>alice@laptop</c>.</summary>
    public string Operator { get; init; } = "";

    /// <summary>What happens to a run when the connection breaks.</summary>
    public DisconnectPolicy OnDisconnect { get; init; }

    /// <summary>Where the state is kept on the host; <see langword="null"/> for the usual place.</summary>
    public string? StateDirectory { get; init; }

    /// <summary>The SHA-256 of the manifest of files; empty where no files are served.</summary>
    public string Manifest { get; init; } = "";

    /// <summary>The number of a run of this push whose connection broke; 0 where there is none.</summary>
    public int ResumeRun { get; init; }

    /// <summary>How many of its events have arrived.</summary>
    public int ResumeAfter { get; init; }
}
