using OpsMop.Parsing;

namespace OpsMop;

/// <summary>What the types that delete what nobody declares have in common.</summary>
internal static class Undeclared
{
    /// <summary>Whether a path stays though nobody declares it.</summary>
    /// <param name="patterns">The patterns of those that stay. One without a slash is compared with the name alone.</param>
    /// <param name="path">The path, relative to the directory that is tidied.</param>
    public static bool IsExcepted(IReadOnlyList<string>? patterns, string path)
    {
        foreach (var pattern in patterns ?? [])
        {
            if (Glob.IsMatch(pattern, pattern.Contains('/') ? path : path[(path.LastIndexOf('/') + 1)..]))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Adds the deletion of a path with all that is in it.</summary>
    /// <param name="plan">Takes the change.</param>
    /// <param name="path">The path.</param>
    /// <param name="have">What is there.</param>
    public static void AddDeletion(Plan plan, AbsolutePath path, FileStatus have) =>
        plan.Change("delete", path, null, (system, cancel) => system.DeleteAsync(path, recursive: have.IsDirectory, cancel));
}
