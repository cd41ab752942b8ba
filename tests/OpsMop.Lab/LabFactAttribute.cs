using Xunit;

namespace OpsMop.Lab;

/// <summary>A test on real hosts; skipped, with the reason, where the lab cannot be started.</summary>
public sealed class LabFactAttribute : FactAttribute
{
    /// <summary>Looks whether the lab can be started.</summary>
    public LabFactAttribute() => Skip = LabRequirements.Missing;
}
