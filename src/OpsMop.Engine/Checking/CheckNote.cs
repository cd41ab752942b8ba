namespace OpsMop.Engine.Checking;

/// <summary>What a model check could not check. It is no fault.</summary>
/// <param name="Location">The line of the policy; unknown where it is about the policy as a whole.</param>
/// <param name="Message">What was not checked, and what to give so that it is.</param>
public sealed record CheckNote(SourceLocation Location, string Message)
{
    /// <summary>The note as a compiler prints one: <c>file(line): note: …</c>.</summary>
    public override string ToString() => $"{(Location.IsKnown ? $"{Location}: " : "")}note: {Message}";
}
