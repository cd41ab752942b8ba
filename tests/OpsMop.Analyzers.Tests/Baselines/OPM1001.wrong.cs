/// <summary>A line in the host's journal of maintenance.</summary>
[ResourceType("Journal Entry")]
public sealed partial class JournalEntryResource : Resource
{
    /// <summary>The ticket that it belongs to.</summary>
    [Key]
    public string Ticket { get; }
}

/// <summary>A page on the intranet.</summary>
[ResourceType("page")]
public sealed partial class PageResource
{
    /// <summary>Its address.</summary>
    [Key]
    public string Address { get; } = "";
}

public sealed class Site : Role
{
    public string Title { get; set; } = "";

    public override void Define(Host host) => host.Echo($"{Title} is up.");
}

public static class Shop
{
    public sealed partial class Web : Role
    {
        public override void Define(Host host) => host.Package("nginx");
    }
}
