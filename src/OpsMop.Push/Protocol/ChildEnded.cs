namespace OpsMop.Push.Protocol;

/// <summary>How a process at the other end of a relay ended.</summary>
/// <param name="ExitCode">Its exit code; <see langword="null"/> where the connection broke.</param>
/// <param name="Error">The last that it printed on its standard error.</param>
internal sealed record ChildEnded(int? ExitCode, string Error);
