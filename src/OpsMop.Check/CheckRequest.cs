namespace OpsMop.Building;

/// <summary>What the build asks to check. It is a file, since a command line has an end; the build also sees by it that a file has gone.</summary>
/// <param name="Assembly">The program.</param>
/// <param name="Project">The project file; relative paths are relative to its folder.</param>
/// <param name="Report">Where to write the line that sums up; that it is there says that the check went to its end.</param>
/// <param name="DataFiles">The data files.</param>
/// <param name="ExampleHosts">The example hosts.</param>
internal sealed record CheckRequest(string Assembly, string Project, string Report, IReadOnlyList<string> DataFiles, IReadOnlyList<string> ExampleHosts)
{
    /// <summary>The project's folder.</summary>
    public string Folder => Path.GetDirectoryName(Project)!;

    /// <summary>Reads lines such as <c>data=/site/environments/production.yaml</c>. Those with other names are inputs of the build that the check finds itself.</summary>
    /// <param name="file">The file.</param>
    public static CheckRequest Read(string file)
    {
        var lines = File.ReadAllLines(file).Select(line => line.Split('=', 2)).Where(parts => parts.Length == 2).ToLookup(parts => parts[0], parts => parts[1]);
        return new CheckRequest(lines["assembly"].First(), lines["project"].First(), lines["report"].First(), [.. lines["data"]], [.. lines["host"]]);
    }

    /// <summary>A place as the compiler names it to the build. In Release the compiler maps the project's folder to <c>.</c>.</summary>
    /// <param name="path">The path, absolute or relative to the project.</param>
    public string Full(string path) => Path.GetFullPath(path, Folder);
}
