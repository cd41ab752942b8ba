namespace OpsMop.Push.Agents;

/// <summary>Where agents for hosts come from.</summary>
internal interface IAgentSource
{
    /// <summary>The agents that are there already, by the platform as a host names it: <c>Linux x86_64</c>.</summary>
    IReadOnlyDictionary<string, string> Ready { get; }

    /// <summary>The agent for a platform. Where it is not there it is made, which may take a minute; whoever asks meanwhile waits for the same.</summary>
    /// <param name="platform">The platform as a host names it: <c>uname -sm</c>, and <c>musl</c> behind it where that is the C library.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="NoAgentException">There is none, and none can be made here.</exception>
    ValueTask<AgentFile> GetAsync(string platform, CancellationToken cancel);
}
