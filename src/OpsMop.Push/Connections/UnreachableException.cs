namespace OpsMop.Push.Connections;

/// <summary>A host could not be reached, or did not let us do what we came for.</summary>
/// <param name="reason">The kind of the refusal.</param>
/// <param name="message">What happened and what to do about it, in one or two sentences, with the host's name. No secret is in it.</param>
/// <param name="inner">The cause.</param>
internal sealed class UnreachableException(UnreachableReason reason, string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>The kind of the refusal.</summary>
    public UnreachableReason Reason { get; } = reason;
}
