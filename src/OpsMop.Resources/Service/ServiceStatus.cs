namespace OpsMop;

/// <summary>How a service is, where the service manager is not systemd; what is observed under <c>unit:NAME</c>.</summary>
internal sealed record ServiceStatus(bool IsRunning, bool IsEnabled)
{
    /// <summary>What the manager has to know besides for its commands, such as the runlevels that the service is in.</summary>
    public IReadOnlyList<string> Details { get; init; } = [];

    /// <summary>Whether it has been started and is not there any more.</summary>
    public bool HasCrashed { get; init; }

    /// <summary>The state in words.</summary>
    public string Shown => IsRunning ? "running" : HasCrashed ? "crashed" : "stopped";
}
