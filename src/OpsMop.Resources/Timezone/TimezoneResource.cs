namespace OpsMop;

/// <summary>The time zone of the host. What runs already keeps the old one until it starts anew.</summary>
[ResourceType("timezone")]
[InsteadOf("timedatectl set-timezone")]
public sealed partial class TimezoneResource : Resource
{
    /// <summary>The zone, such as <c>Europe/Berlin</c> or <c>Etc/UTC</c>.</summary>
    [Key, RegularExpression("[A-Za-z0-9_+-]+(/[A-Za-z0-9_+-]+)*", Explanation = "the name of a time zone, such as Europe/Berlin")]
    public string Zone { get; }

    /// <summary>Claims the files that hold it.</summary>
    /// <param name="claims">Takes the claims.</param>
    partial void ClaimMore(ClaimSet claims)
    {
        claims.Add(Claim.Path, TimezoneProvider.Link.Value);
        claims.Add(Claim.Path, TimezoneProvider.NameFile.Value);
    }
}
