namespace OpsMop;

/// <summary>Says something to whoever watches the run. It is a message, not a change, and appears in plans too.</summary>
[ResourceType("echo", Action = true)]
public sealed partial class EchoResource : Resource
{
    /// <summary>What is said. It must hold no secret.</summary>
    [Required, Printed]
    public Text Message { get; }

    /// <inheritdoc/>
    protected override string? Summary => Message.ToString();
}
