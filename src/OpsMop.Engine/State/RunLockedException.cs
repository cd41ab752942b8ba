using System.Globalization;

namespace OpsMop.Engine.State;

/// <summary>Another run holds the lock: one run at a time changes a host.</summary>
public sealed class RunLockedException : SystemFaultException
{
    internal RunLockedException(string path, int? processId, DateTimeOffset? since)
        : base(SystemFault.Refused, path, Describe(path, processId, since))
    {
        ProcessId = processId;
        Since = since;
    }

    /// <summary>The process that holds the lock; <see langword="null"/> in the moment in which it has not said so yet.</summary>
    public int? ProcessId { get; }

    /// <summary>Since when it holds it.</summary>
    public DateTimeOffset? Since { get; }

    private static string Describe(string path, int? processId, DateTimeOffset? since)
    {
        var holder = processId is null
            ? "Another run is changing this host"
            : string.Create(CultureInfo.InvariantCulture, $"Another run (process {processId}) has been changing this host since {since:yyyy-MM-dd HH:mm:ss} UTC");
        return $"{holder} and holds {path}. Wait until it has ended; the lock goes with it.";
    }
}
