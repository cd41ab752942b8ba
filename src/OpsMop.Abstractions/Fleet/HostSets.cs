namespace OpsMop;

/// <summary>What <c>@name</c> in a pattern may name.</summary>
/// <param name="Named">Sets by name, such as <c>failed</c>, each read when a pattern names it; hosts that the inventory has no more are passed over.</param>
/// <param name="Folder">The folder that files are relative to; the current one where <see langword="null"/>.</param>
internal sealed record HostSets(IReadOnlyDictionary<string, Func<IReadOnlyList<string>>> Named, string? Folder = null)
{
    /// <summary>None, and files of the current folder.</summary>
    public static HostSets None { get; } = new(new Dictionary<string, Func<IReadOnlyList<string>>>());
}
