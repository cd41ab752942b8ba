namespace OpsMop.Push.Agents;

/// <summary>There is no agent for a host.</summary>
/// <param name="problem">The kind of the problem; the caller goes on without an agent where it is <see cref="AgentProblem.NoSuchPlatform"/>.</param>
/// <param name="message">What happened and what to do about it, for the operator.</param>
internal sealed class AgentException(AgentProblem problem, string message) : Exception(message)
{
    /// <summary>The kind of the problem.</summary>
    public AgentProblem Problem { get; } = problem;
}
