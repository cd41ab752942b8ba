namespace OpsMop;

/// <summary>A name that follows another one, as a manual page follows its program.</summary>
/// <param name="Name">The name.</param>
/// <param name="Link">The link that leads to it.</param>
/// <param name="Path">What it stands for when its master stands for the alternative that it belongs to.</param>
internal sealed record AlternativesSlave(string Name, AbsolutePath Link, AbsolutePath Path);
