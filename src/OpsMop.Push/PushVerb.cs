namespace OpsMop.Push;

/// <summary>What is done with the hosts.</summary>
internal enum PushVerb
{
    /// <summary>Say what would be done.</summary>
    Plan,

    /// <summary>Bring them to what the policy declares, or do what saved plans say.</summary>
    Apply,

    /// <summary>Run a command.</summary>
    Exec,
}
