using System.IO.Enumeration;
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
            : throw new ProviderException(FindFolder(source, declaredAt) is null ? Missing(source, declaredAt) : $"{source} is a folder. Use host.Tree(…) for all that is in it, or name a file in it.");

    public IReadOnlyList<SourceEntry> List(SourceFile folder, SourceLocation declaredAt)
    {
        var root = FindFolder(folder, declaredAt) ?? throw new ProviderException(
            Find(folder, declaredAt) is null
                ? $"There is no source folder {folder}. Put it at that path below the folder of the project that declares the role; an empty one does not travel."
                : $"{folder} is a file. Use host.File(…), or name the folder that it is in.");
        var entries = new List<SourceEntry>();
        var files = new FileSystemEnumerable<string>(root, static (ref FileSystemEntry entry) => entry.ToFullPath(), s_everywhere)
        {
            ShouldIncludePredicate = static (ref FileSystemEntry entry) => !entry.IsDirectory,

            // A folder that is a link could lead in a circle.
            ShouldRecursePredicate = static (ref FileSystemEntry entry) => (entry.Attributes & FileAttributes.ReparsePoint) == 0,
        };
        foreach (var file in files)
        {
            entries.Add(new SourceEntry(
                Path.GetRelativePath(root, file).Replace('\\', '/'),
                !OperatingSystem.IsWindows() && (File.GetUnixFileMode(file) & UnixFileMode.UserExecute) != 0));
        }

        entries.Sort(static (one, other) => string.CompareOrdinal(one.Path, other.Path));
        return entries;
    }

    /// <summary>What to say where there is no such file or folder; <see langword="null"/> where there is.</summary>
    public string? WhyMissing(SourceFile source, SourceLocation declaredAt) =>
        Find(source, declaredAt) is null && FindFolder(source, declaredAt) is null ? Missing(source, declaredAt) : null;

    /// <summary>The file's path; <see langword="null"/> if there is none.</summary>
    public string? Find(SourceFile source, SourceLocation declaredAt)
    {
        var relative = source.ToString();
        return Folders(declaredAt).Select(folder => Path.Combine(folder, relative)).FirstOrDefault(File.Exists);
    }

    private string? FindFolder(SourceFile source, SourceLocation declaredAt)
    {
        var relative = source.ToString();
        return Folders(declaredAt).Select(folder => Path.Combine(folder, relative)).FirstOrDefault(Directory.Exists);
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
