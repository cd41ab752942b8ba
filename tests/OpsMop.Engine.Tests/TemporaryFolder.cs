namespace OpsMop.Engine.Tests;

/// <summary>A folder for one test, gone after it.</summary>
public sealed class TemporaryFolder : IDisposable
{
    public TemporaryFolder() => Path = Directory.CreateTempSubdirectory("opsmop-test-").FullName;

    public AbsolutePath Path { get; }

    public static AbsolutePath operator /(TemporaryFolder folder, string name) => folder.Path / name;

    /// <summary>What is in it besides what a test expects: a temporary file that was left behind shows here.</summary>
    public string[] Names => [.. Directory.GetFileSystemEntries(Path.Value).Select(entry => System.IO.Path.GetFileName(entry)).Order(StringComparer.Ordinal)];

    public void Dispose() => Directory.Delete(Path.Value, recursive: true);
}
