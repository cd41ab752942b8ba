using OpsMop.Engine.Sources;

namespace OpsMop.Engine.Tests.Sources;

/// <summary>Which files a policy can name, to say which was meant by one that is not there.</summary>
public sealed class SourceFilesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Files_beside_the_program_and_above_the_source_are_known_up_to_the_project()
    {
        Write("program/files/a");
        Write("project/Policy.csproj");
        Write("project/templates/nginx/b.conf");
        Write("project/roles/files/c");
        Write("project/other/d");
        Write("files/of-somebody-else");
        var sources = new SourceFiles((_folder / "program").Value);
        var line = new SourceLocation((_folder / "project/roles/Role.cs").Value, 3);

        Assert.Equal(["files/a", "files/c", "templates/nginx/b.conf"], sources.Known(line).Order(StringComparer.Ordinal));
        Assert.NotNull(sources.Find("templates/nginx/b.conf", line));
        Assert.Null(sources.Find("files/of-somebody-else", line));
    }

    [Fact]
    public void A_folder_is_listed_with_what_is_executable()
    {
        Write("program/files/app/deep/b");
        Write("program/files/app/a");
        Write("program/files/one");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode((_folder / "program/files/app/a").Value, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        Directory.CreateSymbolicLink((_folder / "program/files/app/circle").Value, (_folder / "program/files").Value);
        var sources = new SourceFiles((_folder / "program").Value);

        Assert.Equal([new SourceEntry("a", true), new SourceEntry("deep/b", false)], sources.List("files/app", default));
        Assert.Null(sources.WhyMissing("files/app", default));
        Assert.NotNull(sources.WhyMissing("files/none", default));
        Assert.Contains("is a folder. Use host.Tree", Assert.Throws<ProviderException>(() => sources.Open("files/app", default)).Message, StringComparison.Ordinal);
        Assert.Contains("There is no source folder files/none", Assert.Throws<ProviderException>(() => sources.List("files/none", default)).Message, StringComparison.Ordinal);
        Assert.Contains("files/one is a file", Assert.Throws<ProviderException>(() => sources.List("files/one", default)).Message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private void Write(string path)
    {
        var file = (_folder / path).Value;
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, "");
    }
}
