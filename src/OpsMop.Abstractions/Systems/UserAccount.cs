namespace OpsMop;

/// <summary>An account of a system, as <c>getpwnam</c> gives it.</summary>
/// <param name="Name">The login name.</param>
/// <param name="Id">The user id.</param>
/// <param name="GroupId">The id of the primary group.</param>
/// <param name="Comment">The comment (GECOS) field.</param>
/// <param name="Home">The home directory.</param>
/// <param name="Shell">The login shell.</param>
public sealed record UserAccount(string Name, uint Id, uint GroupId, string Comment, string Home, string Shell);
