/// <summary>What the balancer does with a server, as HAProxy names it.</summary>
public enum ServerState
{
    /// <summary>It gets requests.</summary>
    Ready,

    /// <summary>It gets no new ones.</summary>
    Drain,
}
