using OpsMop.Engine.Sources;

namespace OpsMop.Push.Files;

/// <summary>A folder or file of the controller that is shared.</summary>
/// <param name="Folder">The index of the folder of the manifest that has its files.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Path">Where it is.</param>
/// <param name="Prefix">What its files' paths begin with in the manifest: empty, or ending in <c>/</c>; for a file, its path.</param>
/// <param name="Only">A pattern that its files have to match.</param>
internal sealed record SharedPart(int Folder, SharedFolderKind Kind, string Path, string Prefix = "", string? Only = null)
{
    /// <summary>Where it really is; <see langword="null"/> where nothing is there.</summary>
    public string? RealPath { get; } = Files.RealPath.Of(Path);

    /// <summary>The folder that the rules' paths are relative to, and where this is in it, ending in <c>/</c> where that is not the same.</summary>
    public (string Folder, string Prefix) Base { get; init; } = (Path, "");
}
