namespace OpsMop.Push.Protocol;

/// <summary>A file that the agent asks for.</summary>
/// <param name="Number">Its number in this session, by which the answer is known.</param>
/// <param name="Sha256">What it holds: one of the hashes of the manifest.</param>
/// <param name="Offset">How much of it is there already.</param>
internal sealed record FileWanted(int Number, string Sha256, long Offset);
