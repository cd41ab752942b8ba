namespace OpsMop.Engine.Running;

/// <summary>How a run goes on after a node.</summary>
internal enum Flow
{
    /// <summary>With the next node.</summary>
    Go,

    /// <summary>A failure ends the surrounding block.</summary>
    Failed,

    /// <summary>Somebody asked for the run to stop.</summary>
    Interrupted,
}
