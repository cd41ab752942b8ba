namespace OpsMop.Push.Agents;

/// <summary>How an agent was published: the best first.</summary>
internal enum AgentKind
{
    /// <summary>Machine code: starts in milliseconds.</summary>
    Native,

    /// <summary>One file that brings .NET along, of which only what the policy needs.</summary>
    Trimmed,

    /// <summary>One file that brings all of .NET along.</summary>
    Whole,
}
