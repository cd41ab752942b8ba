namespace OpsMop;

/// <summary>The property names something that only one resource of a host may manage.</summary>
/// <param name="claim">What it names.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ClaimsAttribute(Claim claim) : Attribute
{
    /// <summary>What the property names.</summary>
    public Claim Claim { get; } = claim;
}
