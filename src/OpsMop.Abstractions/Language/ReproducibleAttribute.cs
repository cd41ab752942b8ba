namespace OpsMop;

/// <summary>Today's run and next year's shall give the same host: whatever has a version names it exactly.</summary>
/// <remarks>It stands on a role, on a policy, or on the assembly for all of them.</remarks>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Assembly)]
public sealed class ReproducibleAttribute : Attribute;
