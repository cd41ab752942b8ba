namespace OpsMop.CommandLine.Output.Fleet;

/// <summary>Hosts, and what happened on all of them in the same way and on no other.</summary>
/// <param name="Hosts">The hosts, in order.</param>
/// <param name="Outcomes">What happened, in the order in which it happened on the first of them.</param>
internal sealed record OutcomeGroup(IReadOnlyList<string> Hosts, IReadOnlyList<Outcome> Outcomes);
