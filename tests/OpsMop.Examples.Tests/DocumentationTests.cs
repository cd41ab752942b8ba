using System.Text.RegularExpressions;

namespace OpsMop.Examples.Tests;

/// <summary>What the documentation shows compiles: each block of C# stands in an example.</summary>
public sealed partial class DocumentationTests
{
    // The proofs of the types are examples for those who write one.
    private static readonly string[] s_sources =
    [
        .. new[] { Repository.Examples, Path.Combine(Repository.Folder, "tests", "OpsMop.Types.Tests") }
            .SelectMany(folder => Directory.GetFiles(folder, "*.cs", SearchOption.AllDirectories)).Where(file => !file.Split('/').Any(part => part is "bin" or "obj")).Select(Flat),
    ];

    private static readonly string[] s_templates =
        [.. Directory.GetFiles(Repository.Examples, "*.j2", SearchOption.AllDirectories).Where(file => !Path.GetRelativePath(Repository.Examples, file).Split('/').Any(part => part is "bin" or "obj")).Select(Flat)];

    public static TheoryData<string> Pages => ["docs/language.md", "docs/templates.md", "docs/model-check.md", "docs/push.md", "docs/authoring.md", "examples/Embedding/README.md"];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_block_of_CSharp_stands_in_an_example(string page)
    {
        var blocks = Block().Matches(File.ReadAllText(Path.Combine(Repository.Folder, page))).Select(match => match.Groups[1].Value).ToList();

        Assert.NotEmpty(blocks);
        var strangers = blocks.Where(block => !s_sources.Any(source => source.Contains(Flatten(block), StringComparison.Ordinal)));
        Assert.Equal("", string.Join("\n---\n", strangers));
    }

    [Fact]
    public void Every_block_of_a_template_stands_in_a_template_of_an_example()
    {
        var blocks = TemplateBlock().Matches(File.ReadAllText(Path.Combine(Repository.Folder, "docs/templates.md"))).Select(match => match.Groups[1].Value).ToList();

        Assert.NotEmpty(blocks);
        var strangers = blocks.Where(block => !s_templates.Any(source => source.Contains(Flatten(block), StringComparison.Ordinal)));
        Assert.Equal("", string.Join("\n---\n", strangers));
    }

    [Fact]
    public void Every_page_is_in_the_index_and_every_link_leads_somewhere()
    {
        var docs = Path.Combine(Repository.Folder, "docs");
        var index = File.ReadAllText(Path.Combine(docs, "README.md"));
        var links = Link().Matches(index).Select(match => match.Groups[1].Value).Where(link => !link.Contains("://", StringComparison.Ordinal)).ToList();

        Assert.All(links, link => Assert.True(Path.Exists(Path.Combine(docs, link)), link));
        Assert.Subset(links.Append("README.md").ToHashSet(), Directory.GetFiles(docs, "*.md").Select(file => Path.GetFileName(file)!).ToHashSet());
    }

    [Fact]
    public void Every_type_of_resource_has_an_example()
    {
        var types = Directory.GetFiles(Path.Combine(Repository.Folder, "src", "OpsMop.Resources"), "*Resource.cs", SearchOption.AllDirectories)
            .Select(file => Path.GetFileName(file).Replace("Resource.cs", "Example.cs", StringComparison.Ordinal));

        Assert.Empty(types.Except(Directory.GetFiles(Path.Combine(Repository.Examples, "Types"), "*Example.cs", SearchOption.AllDirectories).Select(file => Path.GetFileName(file))));
    }

    private static string Flat(string file) => Flatten(File.ReadAllText(file));

    /// <summary>The lines without their indentation, which is another in a page, and without the blank ones.</summary>
    private static string Flatten(string text) =>
        "\n" + string.Join('\n', text.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0)) + "\n";

    [GeneratedRegex(@"^\s*```csharp\n(.*?)^\s*```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex(@"^\s*```jinja\n(.*?)^\s*```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex TemplateBlock();

    [GeneratedRegex(@"\]\(([^)#]+)(#[^)]*)?\)")]
    private static partial Regex Link();
}
