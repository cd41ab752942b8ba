namespace OpsMop.Engine.Tests;

/// <summary>A directory of a test, 0700, gone when the test ends.</summary>
internal sealed class TemporaryDirectory : IDisposable
{
    internal TemporaryDirectory() => Path = Directory.CreateTempSubdirectory("opsmop-test-").FullName;

    internal string Path { get; }

    public void Dispose() => Directory.Delete(Path, recursive: true);

    public static string operator /(TemporaryDirectory directory, string name) => System.IO.Path.Combine(directory.Path, name);
}
