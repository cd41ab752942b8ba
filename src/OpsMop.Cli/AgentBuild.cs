using System.Diagnostics.CodeAnalysis;

namespace OpsMop.CommandLine;

/// <summary>What a build is for, as its project was told. The trimmer knows the value, and leaves out what it makes unreachable.</summary>
internal static class AgentBuild
{
    /// <summary>Whether the program serves pushes and does nothing else: an agent that was published for the purpose is smaller by a quarter, and starts the faster.</summary>
    [FeatureSwitchDefinition("OpsMop.AgentOnly")]
    public static bool IsAgentOnly => AppContext.TryGetSwitch("OpsMop.AgentOnly", out var isAgentOnly) && isAgentOnly;
}
