namespace OpsMop;

/// <summary>Kinds of faults of a system, independent of the numbers that a kernel has for them.</summary>
public enum SystemFault
{
    /// <summary>A path, or a folder on the way to it, does not exist.</summary>
    NotFound,

    /// <summary>The user who runs the agent may not do this.</summary>
    PermissionDenied,

    /// <summary>The file system or a quota is full.</summary>
    NoSpace,

    /// <summary>The file system is mounted read-only, or the file is immutable.</summary>
    ReadOnly,

    /// <summary>Something of another kind is in the way: a directory where a file should be, a file in the middle of a path.</summary>
    WrongKind,

    /// <summary>A directory to be deleted is not empty.</summary>
    NotEmpty,

    /// <summary>A chain of links that never ends, or that leads out of the root of a <c>--root</c> run.</summary>
    BadLink,

    /// <summary>An owner or group that the system does not know.</summary>
    UnknownAccount,

    /// <summary>Content that does not have the checksum it should have.</summary>
    ChecksumMismatch,

    /// <summary>An effect was asked of a system that must not be changed.</summary>
    Refused,

    /// <summary>Any other fault; the message has the system's own words.</summary>
    Other,
}
