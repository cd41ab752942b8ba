namespace OpsMop.Push;

/// <summary>An agent that the operator gives.</summary>
/// <param name="Platform">The platform that it is for, such as <c>linux-arm64</c>; <see langword="null"/> for what its own file says.</param>
/// <param name="Path">The file.</param>
internal sealed record AgentFile(string? Platform, string Path);
