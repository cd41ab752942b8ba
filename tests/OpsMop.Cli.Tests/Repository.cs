using System.Runtime.CompilerServices;

namespace OpsMop.CommandLine.Tests;

/// <summary>The folder of the repository.</summary>
internal static class Repository
{
    public static string Folder { get; } = Find();

    private static string Find([CallerFilePath] string file = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "..", ".."));
}
