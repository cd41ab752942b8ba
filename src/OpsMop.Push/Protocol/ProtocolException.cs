namespace OpsMop.Push.Protocol;

/// <summary>The other end does not keep to the protocol: it is of another build, broken, or hostile.</summary>
/// <param name="message">What it did.</param>
/// <param name="inner">The cause.</param>
internal sealed class ProtocolException(string message, Exception? inner = null) : Exception(message, inner);
