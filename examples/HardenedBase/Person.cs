/// <summary>Somebody who works on the servers.</summary>
/// <param name="Login">The login name.</param>
/// <param name="Keys">The public keys, each as the line of its <c>.pub</c> file.</param>
/// <param name="Admin">Whether they may do everything.</param>
/// <param name="Gone">Whether they have left. Keep them here until every server knows.</param>
public sealed record Person(string Login, IReadOnlyList<string> Keys, bool Admin = false, bool Gone = false);
