using System.IO.Enumeration;
using OpsMop.Parsing;

namespace OpsMop.Engine.Sources;

/// <summary>
/// Finds the files that travel with a policy: beside the program, where the build copies them, and, while developing, in the folders
/// above the source file that names them. What an absolute path names is there for roles that share it, as in a push.
/// </summary>
/// <param name="baseDirectory">The folder of the program.</param>
internal sealed class SourceFiles(string baseDirectory) : IPolicyFiles
{
    private const int MostKnown = 5000;
    private static readonly string[] s_copied = ["files", "templates"];
    private static readonly EnumerationOptions s_everywhere = new() { RecurseSubdirectories = true, AttributesToSkip = 0 };

    private readonly List<SharedFiles> _shared = [];
    private FileRules _rules = FileRules.Usual;

    /// <summary>Whether absolute paths are those of this machine: a build need not be made where the policy runs.</summary>
    public bool HasShared { get; init; } = true;

    public FileContent Open(SourceFile source, SourceLocation declaredAt) =>
        Find(source, declaredAt) is { } file
            ? FileContent.FromBytes(File.ReadAllBytes(file))
            : throw new ProviderException(FindFolder(source, declaredAt) is null ? Missing(source, declaredAt) : SourceFault.IsFolder(source));

    public IReadOnlyList<SourceEntry> List(SourceFile folder, SourceLocation declaredAt)
    {
        var root = FindFolder(folder, declaredAt) ?? throw new ProviderException(
            Find(folder, declaredAt) is null
                ? WhyNotShared(folder) ?? SourceFault.NoFolder(folder)
                : SourceFault.IsFile(folder));
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

    public string? WhyMissing(SourceFile source, SourceLocation declaredAt) =>
        source.IsAbsolute && !HasShared ? WhyNotShared(source)
        : Find(source, declaredAt) is null && FindFolder(source, declaredAt) is null ? Missing(source, declaredAt) : null;

    public void Share(SharedFiles files)
    {
        _shared.Add(files);
        _rules = FileRules.Of(_shared);
    }

    /// <summary>The file's path; <see langword="null"/> if there is none.</summary>
    public string? Find(SourceFile source, SourceLocation declaredAt)
    {
        var relative = source.ToString();
        return source.IsAbsolute ? (WhyNotShared(source) is null && File.Exists(relative) ? relative : null)
            : Folders(declaredAt).Select(folder => Path.Combine(folder, relative)).FirstOrDefault(File.Exists);
    }

    private string? FindFolder(SourceFile source, SourceLocation declaredAt)
    {
        var relative = source.ToString();
        return source.IsAbsolute ? (WhyNotShared(source) is null && Directory.Exists(relative) ? relative : null)
            : Folders(declaredAt).Select(folder => Path.Combine(folder, relative)).FirstOrDefault(Directory.Exists);
    }

    private string Missing(SourceFile source, SourceLocation declaredAt) =>
        WhyNotShared(source) ?? (source.IsAbsolute ? SourceFault.NotThere(source) : ValueFault.NoSourceFile(source.ToString(), Known(declaredAt)));

    /// <summary>Why no role may have what an absolute path names; <see langword="null"/> where one may, or the path is relative.</summary>
    private string? WhyNotShared(SourceFile source)
    {
        if (!source.IsAbsolute)
        {
            return null;
        }

        var verdict = default(FileVerdict?);
        foreach (var (folder, only) in _shared.SelectMany(role => role.Allowed))
        {
            if (folder[0] != '/' || !SharedFiles.IsWithin(source.Value, folder))
            {
                continue;
            }

            var isItself = source.Value == folder;
            var relative = isItself ? "" : source.Value[(folder.Length + 1)..];
            verdict = isItself ? _rules.Judge(SharedFolderKind.File, folder, "")
                : _rules.Judge(SharedFolderKind.Allowed, folder, relative, IsKeyring(source.Value)) is not FileVerdict.Served and var no ? no
                : only is null || FileRules.Matches(only, folder, relative) || Directory.Exists(source.Value) ? FileVerdict.Served
                : FileVerdict.NotChosen;
            if (verdict == FileVerdict.Served)
            {
                return null;
            }
        }

        return verdict is { } why ? SourceFault.NotServed(source.Value, why) : SourceFault.NotShared(source);
    }

    public IReadOnlyCollection<string> Known(SourceLocation declaredAt) =>
        [.. Folders(declaredAt)
            .SelectMany(folder => s_copied.Select(name => Path.Combine(folder, name)).Where(Directory.Exists)
                .SelectMany(copied => Directory.EnumerateFiles(copied, "*", s_everywhere))
                .Select(file => Path.GetRelativePath(folder, file).Replace('\\', '/')))
            .Take(MostKnown).Distinct()];

    private static bool IsKeyring(string path)
    {
        if (!FileRules.MayBeKeyring(path) || !File.Exists(path))
        {
            return false;
        }

        try
        {
            Span<byte> start = stackalloc byte[64];
            using var file = File.OpenRead(path);
            return FileRules.IsPublicKeyring(start[..file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)]);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
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
}
