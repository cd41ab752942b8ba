using OpsMop.Push.Connections;

namespace OpsMop.Push.Protocol;

/// <summary>Why a relay could not connect to a host.</summary>
/// <param name="Reason">The kind of the refusal.</param>
/// <param name="Message">What happened and what to do about it.</param>
internal sealed record ChildFailed(UnreachableReason Reason, string Message);
