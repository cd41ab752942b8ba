namespace OpsMop;

/// <summary>A host that a role is about to run on, or has run on, as the controller sees it.</summary>
public sealed class Contact
{
    internal Contact(InventoryHost host, ContactOutcome? outcome = null) => (Host, Outcome) = (host, outcome);

    /// <summary>The host.</summary>
    public InventoryHost Host { get; }

    /// <summary>How the role ended there; <see langword="null"/> before it has run.</summary>
    public ContactOutcome? Outcome { get; }
}
