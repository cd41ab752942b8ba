namespace OpsMop.Push.Agents;

/// <summary>There is no agent for a platform.</summary>
/// <param name="message">Why, and what to do about it.</param>
/// <param name="isForeign">Whether there never is one for that platform, so that the controller may do the work itself.</param>
/// <param name="inner">The cause.</param>
internal sealed class NoAgentException(string message, bool isForeign = false, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>Whether there never is an agent for that platform; otherwise one could not be made here and now.</summary>
    public bool IsForeign { get; } = isForeign;
}
