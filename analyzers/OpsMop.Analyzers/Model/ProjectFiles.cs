using Microsoft.CodeAnalysis.Diagnostics;

namespace OpsMop.Analyzers;

/// <summary>
/// The files that travel with the project's roles. An analyzer must not read the disk: <c>OpsMop.targets</c> names them in a file that it gives to the compiler, with
/// the project's folder in the first line.
/// </summary>
internal sealed class ProjectFiles
{
    /// <summary>The name of the file that names them.</summary>
    public const string List = "OpsMopFiles.txt";

    private readonly HashSet<string> _paths = new(StringComparer.Ordinal);
    private readonly HashSet<string> _folders = new(StringComparer.Ordinal) { "files", "templates" };

    private ProjectFiles(IReadOnlyList<string> lines)
    {
        var project = lines[0].TrimEnd('/') + "/";
        foreach (var path in lines.Skip(1))
        {
            if (path.StartsWith(project, StringComparison.Ordinal))
            {
                var relative = path.Substring(project.Length);
                _paths.Add(relative);
                if (relative.IndexOf('/') is > 0 and var slash)
                {
                    _folders.Add(relative.Substring(0, slash));
                }
            }
        }
    }

    /// <summary>Their paths below the project's folder.</summary>
    public IReadOnlyCollection<string> Paths => _paths;

    /// <summary>The files; <see langword="null"/> where the build does not say which there are.</summary>
    public static ProjectFiles? Read(AnalyzerOptions options, CancellationToken cancel)
    {
        foreach (var file in options.AdditionalFiles)
        {
            if (file.Path.EndsWith(List, StringComparison.Ordinal) && file.GetText(cancel) is { } text)
            {
                var lines = text.Lines.Select(line => line.ToString().Replace('\\', '/')).Where(line => line.Length > 0).ToList();
                return lines.Count > 0 ? new ProjectFiles(lines) : null;
            }
        }

        return null;
    }

    /// <summary>Whether a file is there.</summary>
    public bool Has(string path) => _paths.Contains(path);

    /// <summary>Whether the path is a folder with files in it.</summary>
    public bool HasFolder(string path) => _paths.Any(file => file.Length > path.Length && file[path.Length] == '/' && file.StartsWith(path, StringComparison.Ordinal));

    /// <summary>Whether a file at the path would be known: those of other folders may be copied by what the project's author has written.</summary>
    public bool Knows(string path) => path.IndexOf('/') is > 0 and var slash && _folders.Contains(path.Substring(0, slash));
}
