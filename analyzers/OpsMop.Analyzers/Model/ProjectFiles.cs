using Microsoft.CodeAnalysis.Diagnostics;

namespace OpsMop.Analyzers;

/// <summary>The files that travel with the project's roles, as <c>OpsMop.targets</c> names them to the compiler. An analyzer must not read the disk.</summary>
internal sealed class ProjectFiles
{
    private readonly HashSet<string> _paths = new(StringComparer.Ordinal);
    private readonly HashSet<string> _folders = new(StringComparer.Ordinal) { "files", "templates" };

    private ProjectFiles(string project, AnalyzerOptions options)
    {
        foreach (var file in options.AdditionalFiles)
        {
            var path = file.Path.Replace('\\', '/');
            if (path.StartsWith(project, StringComparison.Ordinal))
            {
                path = path.Substring(project.Length);
                _paths.Add(path);
                if (path.IndexOf('/') is > 0 and var slash)
                {
                    _folders.Add(path.Substring(0, slash));
                }
            }
        }
    }

    /// <summary>Their paths below the project's folder.</summary>
    public IReadOnlyCollection<string> Paths => _paths;

    /// <summary>The files; <see langword="null"/> where the build does not say which there are.</summary>
    public static ProjectFiles? Read(AnalyzerOptions options)
    {
        var settings = options.AnalyzerConfigOptionsProvider.GlobalOptions;
        return settings.TryGetValue("build_property.OpsMopCopyFiles", out var copied)
            && !"false".Equals(copied, StringComparison.OrdinalIgnoreCase)
            && settings.TryGetValue("build_property.ProjectDir", out var project)
            && !string.IsNullOrEmpty(project)
            ? new ProjectFiles(project!.Replace('\\', '/').TrimEnd('/') + "/", options)
            : null;
    }

    /// <summary>Whether a file is there.</summary>
    public bool Has(string path) => _paths.Contains(path);

    /// <summary>Whether a file at the path would be known: those of other folders may be copied by what the project's author has written.</summary>
    public bool Knows(string path) => path.IndexOf('/') is > 0 and var slash && _folders.Contains(path.Substring(0, slash));
}
