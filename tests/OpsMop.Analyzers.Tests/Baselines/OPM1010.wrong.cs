/// <summary>A slide of the display in the hall.</summary>
[ResourceType("slide")]
public sealed partial class SlideResource : Resource
{
    /// <summary>Its number.</summary>
    [Key]
    public int Number { get; }

    /// <summary>What stands above it.</summary>
    public string? Title { get; }

    /// <summary>How long it is shown.</summary>
    public Duration? Timeout { get; }
}
