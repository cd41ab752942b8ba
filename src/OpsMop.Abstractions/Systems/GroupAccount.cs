namespace OpsMop;

/// <summary>A group of a system, as <c>getgrnam</c> gives it.</summary>
/// <param name="Name">The group's name.</param>
/// <param name="Id">The group id.</param>
/// <param name="Members">The login names of its members; those whose primary group it is are not among them.</param>
public sealed record GroupAccount(string Name, uint Id, IReadOnlyList<string> Members);
