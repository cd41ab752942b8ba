namespace OpsMop.Bench;

/// <summary>A program that is measured.</summary>
/// <param name="Name">Its name in the table.</param>
/// <param name="Rounds">How often it runs; the median counts.</param>
/// <param name="Command">Its command line on the host for a case.</param>
internal sealed record Peer(string Name, int Rounds, Func<Case, string> Command);
