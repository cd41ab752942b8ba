using System.Reflection;

namespace OpsMop.Package.Tests;

/// <summary>The packages of this repository, made once for all tests of this assembly.</summary>
public sealed class PackedFeed : IDisposable
{
    public PackedFeed()
    {
        Root = typeof(PackedFeed).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(item => item.Key == "RepositoryRoot").Value!;
        Work = Directory.CreateTempSubdirectory("opsmop-package-").FullName;
        Folder = Path.Combine(Work, "feed");
        Tool.Run(Root, "scripts/pack.sh", Folder).Expect(0);

        // Beside the user's own configuration. Only what the feed has is unpacked here; all else is where the build of this repository restored it.
        var restored = Environment.GetEnvironmentVariable("NUGET_PACKAGES")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        File.WriteAllText(
            Path.Combine(Work, "NuGet.config"),
            $"""
            <configuration>
              <config><add key="globalPackagesFolder" value="{Work}/packages" /></config>
              <fallbackPackageFolders><add key="restored" value="{restored}" /></fallbackPackageFolders>
              <packageSources><add key="local" value="{Folder}" /></packageSources>
            </configuration>
            """);
    }

    /// <summary>The working tree.</summary>
    public string Root { get; }

    /// <summary>The feed.</summary>
    public string Folder { get; }

    private string Work { get; }

    /// <summary>An empty folder in which the feed is known.</summary>
    public string NewFolder(string name) => Directory.CreateDirectory(Path.Combine(Work, name)).FullName;

    /// <summary>The file of a package.</summary>
    public string Package(string id) =>
        Assert.Single(Directory.EnumerateFiles(Folder, $"{id}.*.nupkg"), file => char.IsAsciiDigit(Path.GetFileName(file)[id.Length + 1]));

    public void Dispose() => Directory.Delete(Work, recursive: true);
}
