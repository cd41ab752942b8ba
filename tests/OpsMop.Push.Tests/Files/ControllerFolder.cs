namespace OpsMop.Push.Tests.Files;

/// <summary>A folder that stands for the controller's disk, gone after the test.</summary>
internal sealed class ControllerFolder : IDisposable
{
    public ControllerFolder()
    {
        var made = Directory.CreateTempSubdirectory("opsmop-test-").FullName;

        // What a path really is, is part of the tests: the folder for temporary files may be a link itself.
        Path = Push.Files.RealPath.Of(made)!;
    }

    public string Path { get; }

    public string At(string relative) => System.IO.Path.Combine(Path, relative);

    public string Write(string relative, string content) => Write(relative, System.Text.Encoding.UTF8.GetBytes(content));

    public string Write(string relative, byte[] content)
    {
        var path = At(relative);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, content);
        return path;
    }

    public string Link(string relative, string target)
    {
        var path = At(relative);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.CreateSymbolicLink(path, target);
        return path;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
