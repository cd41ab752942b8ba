using OpsMop.Templates.Syntax;

namespace OpsMop.Generators.Templates;

/// <summary>The files that templates can be made of, by path.</summary>
internal sealed class TemplateFiles : IEquatable<TemplateFiles>
{
    private readonly EquatableArray<TemplateFile> _files;
    private readonly Dictionary<string, TemplateFile> _byPath = new(StringComparer.Ordinal);
    private readonly string? _project;

    /// <param name="files">The files.</param>
    /// <param name="project">The project's folder; null where the build does not say.</param>
    public TemplateFiles(IEnumerable<TemplateFile> files, string? project)
    {
        _files = files.OrderBy(static file => file.Path, StringComparer.Ordinal).ToEquatableArray();
        _project = string.IsNullOrEmpty(project) ? null : TemplateFile.Normalize(project!).TrimEnd('/');
        foreach (var file in _files)
        {
            _byPath[file.Path] = file;
        }
    }

    /// <summary>The paths of all files, relative to the project where they are below it.</summary>
    public IEnumerable<string> Names => _files.Select(file => NameOf(file));

    /// <summary>The files below the project's folder, with their paths there.</summary>
    public IEnumerable<(string Name, TemplateFile File)> InProject => _files.Select(file => (Name: NameOf(file), File: file)).Where(static one => one.Name != one.File.Path);

    /// <summary>How a file is named in messages: relative to the project where it is below it.</summary>
    public string NameOf(TemplateFile file) =>
        _project is { } project && file.Path.StartsWith(project + "/", StringComparison.Ordinal) ? file.Path.Substring(project.Length + 1) : file.Path;

    /// <summary>The file of a path that is relative to the project.</summary>
    public TemplateFile? Find(string path)
    {
        var wanted = TemplateFile.Normalize(path);
        if (_project is not null && _byPath.TryGetValue(TemplateFile.Normalize(_project + "/" + path), out var file))
        {
            return file;
        }

        // A build that does not name the project's folder: the one file that ends so.
        var found = _project is null ? _files.Where(one => one.Path == wanted || one.Path.EndsWith("/" + wanted, StringComparison.Ordinal)).Take(2).ToList() : [];
        return found.Count == 1 ? found[0] : null;
    }

    /// <summary>The file of a path that is relative to another file.</summary>
    public TemplateFile? Find(string path, TemplateFile from)
    {
        var folder = from.Path.LastIndexOf('/') is var slash && slash >= 0 ? from.Path.Substring(0, slash + 1) : "";
        return _byPath.TryGetValue(TemplateFile.Normalize(folder + path), out var file) ? file : null;
    }

    /// <summary>The files beside another one and below, relative to it.</summary>
    public IEnumerable<string> Beside(TemplateFile file)
    {
        var folder = file.Path.Substring(0, file.Path.LastIndexOf('/') + 1);
        return _files.Where(one => one.Path.StartsWith(folder, StringComparison.Ordinal)).Select(one => one.Path.Substring(folder.Length));
    }

    /// <summary>A template and all that it reaches by constant names, the template first; empty where there is none.</summary>
    public EquatableArray<TemplateFile> Closure(string path, SyntaxOptions options)
    {
        if (Find(path) is not { } first)
        {
            return EquatableArray<TemplateFile>.Empty;
        }

        var all = new List<TemplateFile> { first };
        for (var i = 0; i < all.Count; i++)
        {
            if (all[i].Parse(options).Syntax is { } syntax)
            {
                foreach (var name in TemplateReferences.Of(syntax))
                {
                    if (Find(name, all[i]) is { } file && !all.Contains(file))
                    {
                        all.Add(file);
                    }
                }
            }
        }

        return all.ToEquatableArray();
    }

    /// <summary>The same files without those that a template does not reach.</summary>
    public TemplateFiles Only(EquatableArray<TemplateFile> files) => new(files, _project);

    public bool Equals(TemplateFiles? other) => other is not null && _project == other._project && _files.Equals(other._files);

    public override bool Equals(object? obj) => Equals(obj as TemplateFiles);

    public override int GetHashCode() => _files.GetHashCode();
}
