namespace OpsMop.Engine;

/// <summary>A policy that may not run.</summary>
/// <param name="findings">What is wrong with it.</param>
public sealed class InvalidPolicyException(IReadOnlyList<Finding> findings)
    : Exception(string.Join('\n', findings))
{
    /// <summary>What is wrong with it, at least one error.</summary>
    public IReadOnlyList<Finding> Findings { get; } = findings;
}
