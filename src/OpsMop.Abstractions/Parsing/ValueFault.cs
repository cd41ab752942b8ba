namespace OpsMop.Parsing;

/// <summary>The words for what is wrong with the values of a resource, without its name. The compiler and the run time say the same.</summary>
internal static class ValueFault
{
    /// <summary>A value that its type or a setting refuses.</summary>
    public static string Invalid(string property, string error) => $"{property}: {error}";

    /// <summary>A value that a constraint of the property refuses.</summary>
    /// <param name="property">The property.</param>
    /// <param name="fault">What <see cref="Constraints"/> says.</param>
    public static string Violates(string property, string fault) => $"{property} {fault}";

    /// <summary>A property that is given without any of those that it needs.</summary>
    public static string Needs(string property, IReadOnlyList<string> needed) => needed.Count == 1
        ? $"{property} needs {needed[0]}. Add .{needed[0]}(…), or leave {property} out."
        : $"{property} needs one of {string.Join(", ", needed)}.";

    /// <summary>A source file that is not there.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="known">The files that there are.</param>
    public static string NoSourceFile(string path, IReadOnlyCollection<string> known)
    {
        string? meant = MeantFile(path, known);
        return $"there is no source file {path}. Put it at that path below the folder of the project that declares the role.{(meant is null ? "" : $" Did you mean '{meant}'?")}";
    }

    /// <summary>The known file that was meant: one of nearly that name in the same folder, or the one of that name elsewhere.</summary>
    public static string? MeantFile(string path, IReadOnlyCollection<string> known)
    {
        int slash = path.LastIndexOf('/') + 1;
        string folder = path.Substring(0, slash), name = path.Substring(slash);
        var beside = new List<string>();
        var elsewhere = new List<string>();
        foreach (string file in known)
        {
            if (file.StartsWith(folder, StringComparison.Ordinal) && file.IndexOf('/', slash) < 0)
            {
                beside.Add(file.Substring(slash));
            }
            else if (file.EndsWith("/" + name, StringComparison.Ordinal))
            {
                elsewhere.Add(file);
            }
        }

        return Suggestion.Nearest(name, beside) is { } near ? folder + near
            : elsewhere.Count == 1 ? elsewhere[0]
            : Suggestion.Nearest(path, elsewhere);
    }
}
