using System.Globalization;

namespace OpsMop;

/// <summary>Many paths in a few words.</summary>
internal static class PathNames
{
    private const int Shown = 5;

    /// <summary>The first paths, and how many more there are.</summary>
    /// <param name="root">The directory that they are below, which is left out.</param>
    /// <param name="paths">The paths.</param>
    public static string Of(AbsolutePath root, IReadOnlyList<AbsolutePath> paths)
    {
        var start = root.IsRoot ? 1 : root.Value.Length + 1;
        return string.Join(", ", paths.Take(Shown).Select(path => path == root ? "." : path.Value[start..]))
            + (paths.Count > Shown ? string.Create(CultureInfo.InvariantCulture, $" and {paths.Count - Shown} more") : "");
    }

    /// <summary>A relative path and the directories that it is in, the outermost first.</summary>
    /// <param name="path">The path.</param>
    public static IEnumerable<string> WithParents(string path)
    {
        for (var slash = path.IndexOf('/'); slash >= 0; slash = path.IndexOf('/', slash + 1))
        {
            yield return path[..slash];
        }

        yield return path;
    }
}
