namespace OpsMop.Engine.Plans;

/// <summary>Something that was asked of the system, and what it answered.</summary>
/// <param name="Kind">What was asked: <c>stat</c>, <c>read</c>, <c>query</c>; what an observed key has asked has the key before it.</param>
/// <param name="Subject">The path, account, key or command that it is about.</param>
/// <param name="Text">The answer: as it is, or its keyed hash behind <c>#</c>.</param>
internal sealed record SavedAnswer(string Kind, string Subject, string Text)
{
    /// <summary>Whether it came by a process, or from whatever is behind a key, and not from a file or an account.</summary>
    public bool IsIndirect => Kind is "query" or "observe" || Kind.Contains(' ', StringComparison.Ordinal);
}
