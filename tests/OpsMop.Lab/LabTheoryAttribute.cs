using Xunit;

namespace OpsMop.Lab;

/// <summary>A test with data on real hosts; skipped, with the reason, where the lab cannot be started.</summary>
public sealed class LabTheoryAttribute : TheoryAttribute
{
    /// <summary>Looks whether the lab can be started.</summary>
    public LabTheoryAttribute() => Skip = LabRequirements.Missing;
}
