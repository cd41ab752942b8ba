namespace OpsMop.Engine.Sources;

/// <summary>
/// Finds the files that travel with a policy: beside the program, where the build copies them, and, while developing, in the folders
/// above the source file that names them.
/// </summary>
/// <param name="baseDirectory">The folder of the program.</param>
internal sealed class SourceFiles(string baseDirectory) : ISourceFiles
{
    private const int MostKnown = 5000;
    private static readonly string[] s_copied = ["files", "templates"];

    public FileContent Open(SourceFile source, SourceLocation declaredAt) =>
        Find(source, declaredAt) is { } file
            ? FileContent.FromBytes(File.ReadAllBytes(file))
            : throw new ProviderException(Missing(source));

    public static string Missing(SourceFile source) =>
        $"there is no source file {source}. Put it at that path below the folder of the project that declares the role (folders named files and templates are copied with the build).";

    /// <summary>The file's path; <see langword="null"/> if there is none.</summary>
    public string? Find(SourceFile source, SourceLocation declaredAt)
    {
        var relative = source.ToString();
        var beside = Path.Combine(baseDirectory, relative);
        if (File.Exists(beside))
        {
            return beside;
        }

        return FoldersAbove(declaredAt).Select(folder => Path.Combine(folder, relative)).FirstOrDefault(File.Exists);
    }

    /// <summary>The files that there are, in the folders that are copied with the build: a message says which of them was meant.</summary>
    public IReadOnlyCollection<string> Known(SourceLocation declaredAt) =>
        [.. FoldersAbove(declaredAt).Prepend(baseDirectory)
            .SelectMany(folder => s_copied.Select(name => Path.Combine(folder, name)).Where(Directory.Exists)
                .SelectMany(copied => Directory.EnumerateFiles(copied, "*", SearchOption.AllDirectories))
                .Select(file => Path.GetRelativePath(folder, file).Replace('\\', '/')))
            .Take(MostKnown)
            .Distinct()];

    /// <summary>The folders above a source file, up to that of its project: what is above belongs to somebody else.</summary>
    private static IEnumerable<string> FoldersAbove(SourceLocation declaredAt)
    {
        for (var folder = Path.GetDirectoryName(declaredAt.File); !string.IsNullOrEmpty(folder); folder = Path.GetDirectoryName(folder))
        {
            yield return folder;
            if (Directory.Exists(folder) && Directory.EnumerateFiles(folder, "*.csproj").Any())
            {
                yield break;
            }
        }
    }
}
