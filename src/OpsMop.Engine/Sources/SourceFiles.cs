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

        for (var folder = Path.GetDirectoryName(declaredAt.File); !string.IsNullOrEmpty(folder); folder = Path.GetDirectoryName(folder))
        {
            var candidate = Path.Combine(folder, relative);
            if (File.Exists(candidate))
            {
                return candidate;
            }

            // A project's folder ends the search: what is above belongs to somebody else.
            if (Directory.Exists(folder) && Directory.EnumerateFiles(folder, "*.csproj").Any())
            {
                return null;
            }
        }

        return null;
    }
}
