namespace OpsMop.Push;

/// <summary>The hosts that a push is about to begin with.</summary>
/// <param name="Hosts">Their names, in order.</param>
/// <param name="IsEverything">Whether they are all that the inventory has, and neither the command line nor the policy has chosen them.</param>
internal sealed record PushScope(IReadOnlyList<string> Hosts, bool IsEverything);
