namespace OpsMop.CommandLine.Output;

/// <summary>Shows places in a policy as a person in the current directory would write them.</summary>
/// <param name="currentDirectory">The current directory.</param>
internal sealed class PolicyPaths(string currentDirectory)
{
    private readonly string _below = currentDirectory.EndsWith('/') ? currentDirectory : currentDirectory + "/";

    /// <summary>A file: relative where it is below the current directory.</summary>
    /// <param name="file">The file as the compiler knows it.</param>
    public string File(string file)
    {
        var shown = file.StartsWith(_below, StringComparison.Ordinal) ? file[_below.Length..] : file;

        // A release build knows its files below "./".
        return Visible.Line(shown.StartsWith("./", StringComparison.Ordinal) ? shown[2..] : shown);
    }

    /// <summary><c>file:line</c>, or nothing where the place is unknown.</summary>
    /// <param name="file">The file.</param>
    /// <param name="line">The line.</param>
    public string Place(string file, int line) => file.Length == 0 ? "" : line > 0 ? $"{File(file)}:{line}" : File(file);

    /// <summary>A finding as the compiler prints it.</summary>
    /// <param name="finding">The finding.</param>
    public string Finding(Finding finding)
    {
        var place = finding.Location is { IsKnown: true, File: var file, Line: var line } ? line > 0 ? $"{File(file)}({line}): " : $"{File(file)}: " : "";
        return $"{place}{(finding.IsError ? "error" : "warning")} {finding.Id}: {Visible.Line(finding.Message)}";
    }
}
