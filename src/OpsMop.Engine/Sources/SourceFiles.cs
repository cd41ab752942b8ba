using OpsMop.Parsing;

namespace OpsMop.Engine.Sources;

/// <summary>
/// Finds the files that travel with a policy: beside the program, where the build copies them, and, while developing, in the folders
/// above the source file that names them.
/// </summary>
/// <param name="baseDirectory">The folder of the program.</param>
internal sealed class SourceFiles(string baseDirectory) : ISourceFiles
{
    public FileContent Open(SourceFile source, SourceLocation declaredAt) =>
        Find(source, declaredAt) is { } file
            ? FileContent.FromBytes(File.ReadAllBytes(file))
            : throw new ProviderException(Missing(source, declaredAt));

    /// <summary>What to say where there is no such file; <see langword="null"/> where there is.</summary>
    public string? WhyMissing(SourceFile source, SourceLocation declaredAt) => Find(source, declaredAt) is null ? Missing(source, declaredAt) : null;

    /// <summary>The file's path; <see langword="null"/> if there is none.</summary>
    public string? Find(SourceFile source, SourceLocation declaredAt)
    {
        var relative = source.ToString();
        return Folders(declaredAt).Select(folder => Path.Combine(folder, relative)).FirstOrDefault(File.Exists);
    }

    private string Missing(SourceFile source, SourceLocation declaredAt)
    {
        var name = Path.GetFileName(source.ToString());
        var folder = source.ToString()[..^name.Length];
        var near = Suggestion.Nearest(name, Folders(declaredAt).SelectMany(one => NamesIn(Path.Combine(one, folder))));
        return $"there is no source file {source}.{(near is null ? "" : $" Did you mean '{folder}{near}'?")}"
            + " Put it at that path below the folder of the project that declares the role (folders named files and templates are copied with the build).";
    }

    /// <summary>The folders that a source file may be in, the first wins.</summary>
    private IEnumerable<string> Folders(SourceLocation declaredAt)
    {
        yield return baseDirectory;
        for (var folder = Path.GetDirectoryName(declaredAt.File); !string.IsNullOrEmpty(folder); folder = Path.GetDirectoryName(folder))
        {
            yield return folder;

            // A project's folder ends the search: what is above belongs to somebody else.
            if (Directory.Exists(folder) && Directory.EnumerateFiles(folder, "*.csproj").Any())
            {
                yield break;
            }
        }
    }

    private static IEnumerable<string> NamesIn(string folder)
    {
        try
        {
            return Directory.Exists(folder) ? [.. Directory.EnumerateFiles(folder).Select(file => Path.GetFileName(file))] : [];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
