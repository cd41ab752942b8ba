namespace OpsMop.Push.Sessions;

/// <summary>Which connection: one for each host, and one more for each role that says itself how its hosts are reached.</summary>
/// <param name="Host">The host's name.</param>
/// <param name="Role">The role that says how; <see langword="null"/> for all others.</param>
internal readonly record struct SessionKey(string Host, RoleEntry? Role = null);
