namespace OpsMop.Push.Connections;

/// <summary>What is known of a connection that did not come to its greeting.</summary>
internal sealed record SshEvidence
{
    /// <summary>What <c>ssh</c>, <c>sudo</c> and the shell have printed on standard error.</summary>
    public string ErrorText { get; init; } = "";

    /// <summary>What the <c>ssh</c> to the host that it is reached through has said meanwhile; it may be about others behind it.</summary>
    public string JumpText { get; init; } = "";

    /// <summary>What the login has printed on standard output.</summary>
    public string Noise { get; init; } = "";

    /// <summary>The exit code of <c>ssh</c>; <see langword="null"/> where it was ended by us.</summary>
    public int? ExitCode { get; init; }

    /// <summary>How often <c>sudo</c> has asked for the password.</summary>
    public int Prompts { get; init; }

    /// <summary>Whether it was ended because the time was over.</summary>
    public bool TimedOut { get; init; }
}
