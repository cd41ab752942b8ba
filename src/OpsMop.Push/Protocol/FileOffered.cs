namespace OpsMop.Push.Protocol;

/// <summary>A file of the host for the controller.</summary>
/// <param name="Number">Its number in this session.</param>
/// <param name="Path">Where the policy wants it to be, on the controller.</param>
/// <param name="Size">How many bytes it has.</param>
/// <param name="Sha256">The SHA-256 of what it holds.</param>
/// <param name="AsksOnly">Whether it is only asked whether the controller has it.</param>
internal sealed record FileOffered(int Number, string Path, long Size, string Sha256, bool AsksOnly);
