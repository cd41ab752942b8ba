namespace OpsMop;

/// <summary>The hosts that a pattern selects.</summary>
/// <param name="Hosts">The hosts; none where there are errors.</param>
/// <param name="Errors">What is wrong with the pattern, a sentence each.</param>
internal sealed record HostSelection(IReadOnlyList<InventoryHost> Hosts, IReadOnlyList<string> Errors);
