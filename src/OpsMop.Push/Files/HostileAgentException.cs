namespace OpsMop.Push.Files;

/// <summary>
/// An agent asked for what no honest one asks for: it has the rules too, and tells its user instead of asking. Whoever has it in hand has taken the host over; the session ends, and
/// the host counts as failed.
/// </summary>
/// <param name="what">What it asked for, as the end of a sentence that begins "the agent".</param>
internal sealed class HostileAgentException(string what)
    : Exception($"The agent {what}, which no agent of this policy does: the host may have been taken over. Nothing was given, and the connection is closed.");
