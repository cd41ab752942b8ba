namespace OpsMop;

/// <summary>Something wrong with a policy, found before any host is touched.</summary>
/// <param name="Id">The rule, such as <c>OPM2001</c>; the same id whoever finds it.</param>
/// <param name="Location">The line that is wrong.</param>
/// <param name="Message">What is wrong and what to do about it.</param>
/// <param name="IsError">Whether the policy may not run; otherwise it is a warning.</param>
public sealed record Finding(string Id, SourceLocation Location, string Message, bool IsError = true)
{
    /// <summary>The finding as the compiler prints it: <c>file(line): error OPM2001: …</c>.</summary>
    public override string ToString() => $"{(Location.IsKnown ? $"{Location}: " : "")}{(IsError ? "error" : "warning")} {Id}: {Message}";
}
