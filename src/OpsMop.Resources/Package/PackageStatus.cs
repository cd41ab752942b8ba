namespace OpsMop;

/// <summary>What a package manager knows of a package; what is observed under <c>package:NAME</c>.</summary>
/// <param name="Version">The version that is installed, or that was.</param>
public sealed record PackageStatus(string Version)
{
    /// <summary>Whether it is installed. If not, only its configuration was left.</summary>
    public bool IsInstalled { get; init; } = true;

    /// <summary>Whether it is kept at its version.</summary>
    public bool IsHeld { get; init; }
}
