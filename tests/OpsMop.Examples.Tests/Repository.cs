using System.Runtime.CompilerServices;

namespace OpsMop.Examples.Tests;

/// <summary>The folder of the repository.</summary>
internal static class Repository
{
    public static string Folder { get; } = Find();

    /// <summary>The examples.</summary>
    public static string Examples => Path.Combine(Folder, "examples");

    private static string Find([CallerFilePath] string file = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "..", ".."));
}
