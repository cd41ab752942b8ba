namespace OpsMop;

/// <summary>A file of a folder that travels with a policy.</summary>
/// <param name="Path">Its path relative to the folder, with <c>/</c> on every platform.</param>
/// <param name="IsExecutable">Whether its owner may execute it.</param>
public readonly record struct SourceEntry(string Path, bool IsExecutable);
