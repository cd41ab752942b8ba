namespace OpsMop.Generators;

/// <summary>What the registry says of a file that templates were compiled from.</summary>
/// <param name="Path">Its path below the project's folder.</param>
/// <param name="Sha256">The SHA-256 of its text.</param>
internal sealed record TemplateFileModel(string Path, string Sha256);
