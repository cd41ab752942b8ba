namespace OpsMop.Engine.State;

/// <summary>A handler that was notified and has not succeeded since.</summary>
/// <param name="Handler">The handler's identity, such as <c>hello/greeting/reload nginx</c>.</param>
/// <param name="Causes">Why it is to run, the earliest first.</param>
public sealed record PendingNotification(string Handler, IReadOnlyList<LedgerCause> Causes);
