namespace OpsMop;

/// <summary>
/// How a host is reached. What is not set is taken from the next layer: host, groups, role, the user's own defaults, and in the end the configuration of OpenSSH,
/// which knows what a terminal on the same machine would.
/// </summary>
public sealed record ConnectionSettings
{
    /// <summary>The address or name to connect to; the host's name in the inventory where not set.</summary>
    public string? Address { get; init; }

    /// <summary>The port.</summary>
    public Port Port { get; init; }

    /// <summary>The user to log in as.</summary>
    public string? User { get; init; }

    /// <summary>The private key, as for <c>ssh -i</c>; no other key is then offered.</summary>
    public string? IdentityFile { get; init; }

    /// <summary>Whether the work is done under <c>sudo</c>.</summary>
    public bool? Sudo { get; init; }

    /// <summary>The user that <c>sudo</c> becomes; <c>root</c> where not set.</summary>
    public string? SudoUser { get; init; }

    /// <summary>The password for logging in, where keys do not do.</summary>
    public PasswordSource? Password { get; init; }

    /// <summary>The password that <c>sudo</c> may ask for.</summary>
    public PasswordSource? SudoPassword { get; init; }

    /// <summary>What happens with unknown host keys; where not set, what OpenSSH's configuration says, and strict if it says nothing.</summary>
    public HostKeyPolicy? HostKeys { get; init; }

    /// <summary>How long connecting may take, and how long a host may be silent before it counts as gone; 10 seconds where not set.</summary>
    public Duration Timeout { get; init; }

    /// <summary>How long a connection is kept for the next run after its last use (OpenSSH's ControlPersist); not kept where not set. A host behind others is kept only if all of these are.</summary>
    public Duration Persist { get; init; }

    /// <summary>The host of the inventory that this one is reached through; empty for none, where a lower layer names one.</summary>
    public string? Via { get; init; }

    /// <summary>Whether hosts behind this one are served by it: agent and files cross the link to it once. Otherwise it is a jump host only.</summary>
    public bool? Relay { get; init; }

    /// <summary>What happens to a run when the connection breaks.</summary>
    public DisconnectPolicy? OnDisconnect { get; init; }

    /// <summary>Whether the controller works on the host by itself, with nothing on it but a shell.</summary>
    public bool? Agentless { get; init; }

    /// <summary>Options of OpenSSH (<c>-o</c>), such as <c>ForwardAgent=yes</c>; those of all layers add up.</summary>
    public IReadOnlyList<string> Options { get; init; } = [];

    /// <summary>These settings, and for what they do not set those of a lower layer.</summary>
    /// <param name="lower">The lower layer.</param>
    public ConnectionSettings Over(ConnectionSettings lower)
    {
        ArgumentNullException.ThrowIfNull(lower);
        return new()
        {
            Address = Address ?? lower.Address,
            Port = Port.IsGiven ? Port : lower.Port,
            User = User ?? lower.User,
            IdentityFile = IdentityFile ?? lower.IdentityFile,
            Sudo = Sudo ?? lower.Sudo,
            SudoUser = SudoUser ?? lower.SudoUser,
            Password = Password ?? lower.Password,
            SudoPassword = SudoPassword ?? lower.SudoPassword,
            HostKeys = HostKeys ?? lower.HostKeys,
            Timeout = Timeout.IsGiven ? Timeout : lower.Timeout,
            Persist = Persist.IsGiven ? Persist : lower.Persist,
            Via = Via ?? lower.Via,
            Relay = Relay ?? lower.Relay,
            OnDisconnect = OnDisconnect ?? lower.OnDisconnect,
            Agentless = Agentless ?? lower.Agentless,
            // OpenSSH takes the first of two that name the same thing.
            Options = [.. Options, .. lower.Options],
        };
    }
}
