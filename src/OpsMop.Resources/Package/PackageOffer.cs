namespace OpsMop;

/// <summary>The versions of a package that can be had, the newest first.</summary>
/// <param name="Versions">At least one.</param>
internal sealed record PackageOffer(IReadOnlyList<string> Versions);
