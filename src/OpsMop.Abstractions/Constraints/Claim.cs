namespace OpsMop;

/// <summary>What a property with <see cref="ClaimsAttribute"/> names.</summary>
public enum Claim
{
    /// <summary>A path of the target. Two resources that say different things of one path contradict each other.</summary>
    Path,

    /// <summary>
    /// A file of which the resource manages a part, such as a line. Others may manage other parts of it, so that two claims do not contradict each other; what
    /// takes away undeclared files leaves it.
    /// </summary>
    Part,

    /// <summary>A user account.</summary>
    User,

    /// <summary>A group.</summary>
    Group,

    /// <summary>A package.</summary>
    Package,

    /// <summary>A service or unit.</summary>
    Unit,
}
