namespace OpsMop;

/// <summary>A role includes itself without an end.</summary>
/// <param name="location">The line that includes it once more.</param>
/// <param name="message">Which one, and what to do.</param>
internal sealed class RoleCycleException(SourceLocation location, string message) : Exception(message)
{
    /// <summary>The line that includes it once more.</summary>
    public SourceLocation Location { get; } = location;
}
