namespace OpsMop;

/// <summary>What the agent on a host does when its connection breaks in the middle of a run.</summary>
public enum DisconnectPolicy
{
    /// <summary>It does what is left of the roles that it was given; the next connection fetches the result.</summary>
    Finish,

    /// <summary>It ends after the running change; the next connection fetches the result.</summary>
    Stop,
}
