namespace OpsMop.CommandLine;

/// <summary>What the process says to the one that started it.</summary>
internal static class ExitCode
{
    /// <summary>Done.</summary>
    public const int Done = 0;

    /// <summary>A resource or a host failed, the run was interrupted, or it could not begin.</summary>
    public const int Failed = 1;

    /// <summary>Changes are pending; only with <c>plan --detailed-exitcode</c>.</summary>
    public const int ChangesPending = 2;

    /// <summary>The command line is wrong.</summary>
    public const int Usage = 64;

    /// <summary>The policy, plan or a data file is invalid.</summary>
    public const int Invalid = 65;
}
