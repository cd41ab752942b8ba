using System.IO.Compression;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace OpsMop.Package.Tests;

/// <summary>What is in the packages.</summary>
[Collection(PackageCollection.Name)]
public sealed class PackageContentTests(PackedFeed feed)
{
    /// <summary>What a project has in sight through implicit usings.</summary>
    private static readonly string[] ImplicitUsings =
        ["System", "System.Collections.Generic", "System.IO", "System.Linq", "System.Net.Http", "System.Threading", "System.Threading.Tasks"];

    [Theory]
    [InlineData("OpsMop")]
    [InlineData("OpsMop.Abstractions")]
    [InlineData("OpsMop.Testing")]
    public void Every_library_is_there_for_both_frameworks_with_its_documentation(string id)
    {
        using var package = ZipFile.OpenRead(feed.Package(id));
        var files = package.Entries.Select(entry => entry.FullName).Where(name => name.StartsWith("lib/", StringComparison.Ordinal)).ToHashSet();
        var libraries = files.Where(name => name.EndsWith(".dll", StringComparison.Ordinal)).ToList();

        Assert.NotEmpty(libraries);
        Assert.All(libraries, library =>
        {
            Assert.Contains(Path.ChangeExtension(library, ".xml"), files);
            Assert.Contains(library.Contains("net9.0", StringComparison.Ordinal) ? library.Replace("net9.0", "net10.0", StringComparison.Ordinal) : library.Replace("net10.0", "net9.0", StringComparison.Ordinal), files);
        });
    }

    [Theory]
    [InlineData("OpsMop.Generators")]
    [InlineData("OpsMop.Analyzers")]
    [InlineData("OpsMop.CodeFixes")]
    public void What_runs_in_the_compiler_is_in_one_package_once(string library)
    {
        var holders = Directory.EnumerateFiles(feed.Folder, "OpsMop*.nupkg").Where(file =>
        {
            using var package = ZipFile.OpenRead(file);
            var entries = package.Entries.Where(entry => entry.Name == library + ".dll").Select(entry => entry.FullName).ToList();
            Assert.True(entries.Count == 0 || entries is [var only] && only == $"analyzers/dotnet/cs/{library}.dll", string.Join(", ", entries));
            return entries.Count > 0;
        });

        Assert.Equal(feed.Package("OpsMop.Abstractions"), Assert.Single(holders));
    }

    [Fact]
    public void The_sets_of_rules_are_beside_the_targets_that_choose_them()
    {
        using var package = ZipFile.OpenRead(feed.Package("OpsMop"));
        Assert.Equal(
            ["build/rules/none.globalconfig", "build/rules/recommended.globalconfig", "build/rules/strict.globalconfig"],
            package.Entries.Select(entry => entry.FullName).Where(name => name.EndsWith(".globalconfig", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

    /// <summary>The package adds <c>using OpsMop</c> to every file of a policy: a name that .NET has too would be ambiguous in all of them.</summary>
    [Fact]
    public void No_public_name_clashes_with_what_implicit_usings_bring()
    {
        var framework = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        var theirs = Directory.EnumerateFiles(framework, "System*.dll")
            .SelectMany(file => PublicTypes(File.OpenRead(file)))
            .Where(type => ImplicitUsings.Contains(type.Namespace))
            .Select(type => type.Name)
            .ToHashSet();
        Assert.Contains("List`1", theirs);

        var ours = new List<string>();
        foreach (var id in (string[])["OpsMop", "OpsMop.Abstractions", "OpsMop.Testing"])
        {
            using var package = ZipFile.OpenRead(feed.Package(id));
            foreach (var entry in package.Entries.Where(entry => entry.FullName.StartsWith("lib/net10.0/", StringComparison.Ordinal) && entry.Name.EndsWith(".dll", StringComparison.Ordinal)))
            {
                using var stream = entry.Open();
                var copy = new MemoryStream();
                stream.CopyTo(copy);
                copy.Position = 0;
                ours.AddRange(PublicTypes(copy).Where(type => type.Namespace == "OpsMop").Select(type => type.Name));
            }
        }

        Assert.Contains("Policy", ours);
        Assert.DoesNotContain(ours, theirs.Contains);
    }

    private static List<(string Namespace, string Name)> PublicTypes(Stream stream)
    {
        using var file = new PEReader(stream);
        if (!file.HasMetadata)
        {
            return [];
        }

        var metadata = file.GetMetadataReader();
        return metadata.TypeDefinitions
            .Select(metadata.GetTypeDefinition)
            .Where(type => (type.Attributes & TypeAttributes.VisibilityMask) == TypeAttributes.Public)
            .Select(type => (metadata.GetString(type.Namespace), metadata.GetString(type.Name)))
            .ToList();
    }
}
