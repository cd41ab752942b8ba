namespace OpsMop.CommandLine.Reference;

/// <summary>The files <c>NameExample.cs</c> below a folder: the example of each type of resource.</summary>
internal sealed class ExampleFiles
{
    private const string Ending = "Example.cs";

    private readonly Dictionary<string, string> _files = new(StringComparer.Ordinal);
    private readonly string? _folder;

    private ExampleFiles(string? folder) => _folder = folder;

    /// <summary>Finds them.</summary>
    /// <param name="folder">The folder; <see langword="null"/> for no examples.</param>
    public static ExampleFiles Find(string? folder)
    {
        var found = new ExampleFiles(folder);
        if (folder is null)
        {
            return found;
        }

        foreach (var file in Directory.EnumerateFiles(folder, "*" + Ending, SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            // What a build leaves is no source.
            var below = Path.GetRelativePath(folder, file).Split('/');
            if (!below.Contains("obj") && !below.Contains("bin"))
            {
                found._files.TryAdd(Path.GetFileName(file)[..^Ending.Length], file);
            }
        }

        return found;
    }

    /// <summary>The example of a type; <see langword="null"/> if there is none.</summary>
    /// <param name="type">The type.</param>
    public string? Of(ResourceDescriptor type) => _files.TryGetValue(type.MethodName, out var file) ? File.ReadAllText(file).ReplaceLineEndings("\n").Trim() : null;

    /// <summary>The folder that a type's example is in, which groups the types of an index; empty where it has none, or lies at the top.</summary>
    /// <param name="type">The type.</param>
    public string GroupOf(ResourceDescriptor type) =>
        _files.TryGetValue(type.MethodName, out var file) && Path.GetRelativePath(_folder!, file).Split('/') is { Length: > 1 } below ? below[0] : "";
}
