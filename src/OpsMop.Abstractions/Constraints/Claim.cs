namespace OpsMop;

/// <summary>What a property with <see cref="ClaimsAttribute"/> names.</summary>
public enum Claim
{
    /// <summary>A path of the target. Two resources that say different things of one path contradict each other.</summary>
    Path,

    /// <summary>A user account.</summary>
    User,

    /// <summary>A group.</summary>
    Group,

    /// <summary>A package.</summary>
    Package,

    /// <summary>A service or unit.</summary>
    Unit,
}
