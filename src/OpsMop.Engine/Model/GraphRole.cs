namespace OpsMop.Engine.Model;

/// <summary>A role in a graph.</summary>
/// <param name="Path">Its name behind those of its includers: <c>web/nginx</c>.</param>
/// <param name="IsProcedure">Whether it is a procedure, whose resources are known only when it runs.</param>
/// <param name="Location">Where the policy adds it.</param>
public sealed record GraphRole(string Path, bool IsProcedure, SourceLocation Location);
