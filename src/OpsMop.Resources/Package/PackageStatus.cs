namespace OpsMop;

/// <summary>What a package manager knows of a package; what is observed under <c>package:NAME</c>.</summary>
/// <param name="Version">The version that is installed, or that was.</param>
public sealed record PackageStatus(string Version)
{
    /// <summary>Whether it is installed. If not, only its configuration was left, or it is half installed.</summary>
    public bool IsInstalled { get; init; } = true;

    /// <summary>Whether its installation or removal was begun and not finished: one of its scripts has failed, or the package manager was killed.</summary>
    public bool IsHalfInstalled { get; init; }

    /// <summary>Whether it is kept at its version.</summary>
    public bool IsHeld { get; init; }
}
