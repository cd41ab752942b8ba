using OpsMop.Parsing;

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
    private static readonly EnumerationOptions s_everywhere = new() { RecurseSubdirectories = true, AttributesToSkip = 0 };

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

    private string Missing(SourceFile source, SourceLocation declaredAt) => ValueFault.NoSourceFile(source.ToString(), Known(declaredAt));

    /// <summary>The files in the folders that are copied with the build: a message says which of them was meant.</summary>
    public IReadOnlyCollection<string> Known(SourceLocation declaredAt) =>
        [.. Folders(declaredAt)
            .SelectMany(folder => s_copied.Select(name => Path.Combine(folder, name)).Where(Directory.Exists)
                .SelectMany(copied => Directory.EnumerateFiles(copied, "*", s_everywhere))
                .Select(file => Path.GetRelativePath(folder, file).Replace('\\', '/')))
            .Take(MostKnown).Distinct()];

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
}
