namespace OpsMop;

/// <summary>Where <c>host.FlushHandlers()</c> stands.</summary>
internal sealed class FlushNode(SourceLocation location) : Node
{
    public SourceLocation Location { get; } = location;
}
