/// <summary>A virtual host of a web server.</summary>
[ResourceType("virtual-host")]
[OneOf(nameof(Root))]
public sealed partial class VirtualHostResource : Resource
{
    /// <summary>The name that it answers to.</summary>
    [Key, RegularExpression("[a-z0-9.-+", Explanation = "a name of the DNS")]
    public string Domain { get; }

    /// <summary>Where its pages are.</summary>
    public AbsolutePath? Root { get; }

    /// <summary>How many connections it takes.</summary>
    [Range(1000, 1)]
    public int? Connections { get; }

    /// <summary>Which log it writes.</summary>
    [Range(1, 3)]
    public string? Log { get; }

    /// <summary>Where it sends everybody who comes without TLS.</summary>
    [Url, Needs(nameof(Plain)), Excludes(nameof(Plain))]
    public string? Redirect { get; }

    /// <summary>Whether it answers without TLS.</summary>
    public bool Plain { get; }
}
