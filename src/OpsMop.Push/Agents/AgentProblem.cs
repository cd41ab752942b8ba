namespace OpsMop.Push.Agents;

/// <summary>Why there is no agent for a host.</summary>
internal enum AgentProblem
{
    /// <summary>.NET has no programs for such a host: it is managed without an agent.</summary>
    NoSuchPlatform,

    /// <summary>There could be one, and this machine cannot make it.</summary>
    CannotPublish,

    /// <summary>The policy does not compile.</summary>
    PolicyDoesNotCompile,

    /// <summary>The file that was given is no agent for the platform.</summary>
    BadFile,
}
