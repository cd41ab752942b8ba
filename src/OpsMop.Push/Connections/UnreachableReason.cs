namespace OpsMop.Push.Connections;

/// <summary>Why a host could not be reached.</summary>
internal enum UnreachableReason
{
    /// <summary>Its name means nothing to the resolver.</summary>
    UnknownName,

    /// <summary>Nothing answers at its address within the time.</summary>
    Timeout,

    /// <summary>The address answers, and has no sshd at that port.</summary>
    Refused,

    /// <summary>There is no route to it.</summary>
    NoRoute,

    /// <summary>Its host key is not known, and the policy for host keys is strict.</summary>
    UnknownHostKey,

    /// <summary>It has another host key than the known one.</summary>
    ChangedHostKey,

    /// <summary>It does not accept the user, the key or the password.</summary>
    Authentication,

    /// <summary>sshd is there and has turned the connection away, each time.</summary>
    TooManyConnections,

    /// <summary><c>sudo</c> is missing, wants a password that there is none for, or does not accept it.</summary>
    Sudo,

    /// <summary>It is reached through a host that could not be reached.</summary>
    Via,

    /// <summary>The command could not be started there: no shell, no program, a file system that does not let programs run.</summary>
    Command,

    /// <summary>The connection broke.</summary>
    Broken,

    /// <summary>Anything else; the message has the words of ssh.</summary>
    Other,
}
