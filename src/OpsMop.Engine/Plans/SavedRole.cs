namespace OpsMop.Engine.Plans;

/// <summary>A role that a plan was made with.</summary>
/// <param name="Path">Its name and those of the roles around it: <c>web/nginx</c>.</param>
/// <param name="Digest">The keyed hash of its class and its variables.</param>
internal sealed record SavedRole(string Path, string Digest);
