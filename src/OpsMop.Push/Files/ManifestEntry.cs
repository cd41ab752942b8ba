namespace OpsMop.Push.Files;

/// <summary>A file that may be had from the controller.</summary>
/// <param name="Path">Its path below the folder, with <c>/</c>.</param>
/// <param name="Size">Its size in bytes.</param>
/// <param name="Hash">The SHA-256 of its content, by which it is asked for.</param>
/// <param name="IsExecutable">Whether its owner may execute it.</param>
internal sealed record ManifestEntry(string Path, long Size, Sha256 Hash, bool IsExecutable);
