namespace OpsMop;

/// <summary>Shows what is known of the host, for whoever writes a policy. With no choice it shows all.</summary>
[ResourceType("debug-facts", Action = true)]
public sealed partial class DebugFactsResource : Resource
{
    /// <summary>Shows the operating system.</summary>
    public bool Platform { get; }

    /// <summary>Shows names and addresses.</summary>
    public bool Network { get; }

    /// <summary>Shows what the host's own <c>facts.d</c> says.</summary>
    public bool UserFacts { get; }
}
