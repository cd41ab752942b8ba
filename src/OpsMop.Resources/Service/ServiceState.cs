namespace OpsMop;

/// <summary>What a service should be doing.</summary>
[Verbs]
public enum ServiceState
{
    /// <summary>It runs. A failed one is started again.</summary>
    Running,

    /// <summary>It does not run.</summary>
    Stopped,

    /// <summary>It is restarted, or started if it does not run. It is a change each time: usually it stands in a handler.</summary>
    [Imperative]
    Restarted,

    /// <summary>It reads its configuration anew, or is started if it does not run. It is a change each time: usually it stands in a handler.</summary>
    [Imperative]
    Reloaded,
}
