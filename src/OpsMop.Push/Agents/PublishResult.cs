namespace OpsMop.Push.Agents;

/// <summary>What became of a build of an agent.</summary>
/// <param name="Failure">Whether it failed, and in what way.</param>
/// <param name="Program">The file that it made; empty where it failed.</param>
/// <param name="Reason">What the build said of its failure, in one line; empty where it succeeded.</param>
internal sealed record PublishResult(PublishFailure Failure, string Program, string Reason);
