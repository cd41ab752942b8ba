namespace OpsMop;

/// <summary>
/// What is done once, when the role that owns it ends, if a resource that notifies it has changed. A notification is on disk before
/// the change that raises it, and goes when the handler has succeeded: it survives a failure, a crash and a reboot.
/// </summary>
public sealed class Handler
{
    internal Handler(string name, Block body, SourceLocation location)
    {
        Name = name;
        Body = body;
        Location = location;
    }

    /// <summary>Its name, as people see it.</summary>
    public string Name { get; }

    /// <summary>Where the policy declares it.</summary>
    public SourceLocation Location { get; }

    internal Block Body { get; }

    internal List<ResourceBuilder> NotifiedBy { get; } = [];

    /// <summary>Its name within the policy, by which the ledger knows it over runs.</summary>
    internal string Id { get; set; } = "";

    /// <inheritdoc/>
    public override string ToString() => Name;
}
