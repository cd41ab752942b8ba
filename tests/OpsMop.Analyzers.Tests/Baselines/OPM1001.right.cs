/// <summary>A line in the host's journal of maintenance.</summary>
[ResourceType("journal-entry")]
public sealed partial class JournalEntryResource : Resource
{
    /// <summary>The ticket that it belongs to.</summary>
    [Key]
    public string Ticket { get; }
}

/// <summary>A page on the intranet.</summary>
[ResourceType("page")]
public sealed partial class PageResource : Resource
{
    /// <summary>Its address.</summary>
    [Key]
    public string Address { get; }
}

public sealed partial class Site : Role
{
    public string Title { get; set; } = "";

    public override void Define(Host host) => host.Echo($"{Title} is up.");
}

public static partial class Shop
{
    public sealed partial class Web : Role
    {
        public override void Define(Host host) => host.Package("nginx");
    }
}
