namespace OpsMop.Push.Protocol;

/// <summary>A relay's try to connect to a host.</summary>
/// <param name="Attempt">Which, from 1.</param>
/// <param name="Reason">Why the last one was not good enough.</param>
internal sealed record ChildAttempt(int Attempt, string? Reason);
