namespace OpsMop.Push.Connections;

/// <summary>Why a connection failed.</summary>
/// <param name="Reason">The kind.</param>
/// <param name="Message">What happened and what to do about it.</param>
/// <param name="Passes">Whether it may succeed a moment later: there were too many connections.</param>
internal readonly record struct SshFault(UnreachableReason Reason, string Message, bool Passes = false);
