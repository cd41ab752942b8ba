using OpsMop.Tests;

namespace OpsMop.Examples.Tests;

/// <summary><c>docs/types</c> is what the verb <c>docs</c> writes of the standard library and its examples; UPDATE_SNAPSHOTS=1 writes it, and a page that is stale fails here.</summary>
public sealed class ReferencePageTests
{
    private static readonly string s_folder = Path.Combine(Repository.Folder, "docs", "types");

    [Fact]
    public async Task The_reference_page_of_each_type_is_as_its_declaration_and_its_example_say()
    {
        using var example = new Example("Types");
        (await example.StartAsync("docs", "--out", example.Folder, "--examples", Path.Combine(Repository.Examples, "Types"))).Ends(0);

        Directory.CreateDirectory(s_folder);
        foreach (var page in Directory.GetFiles(example.Folder))
        {
            Snapshot.MatchesFile(await File.ReadAllTextAsync(page), Path.Combine(s_folder, Path.GetFileName(page)));
        }

        Assert.Empty(Directory.GetFiles(s_folder).Select(Path.GetFileName).Except(Directory.GetFiles(example.Folder).Select(Path.GetFileName)));
    }

    [Fact]
    public void Every_provider_says_how_it_was_shown_to_work() =>
        Assert.Empty(new Types().Registry.Providers.Where(provider => provider.Proof == Proof.Unstated).Select(provider => provider.Name));

    [Fact]
    public async Task A_type_that_does_not_exist_is_refused_with_a_suggestion()
    {
        using var example = new Example("Types");

        Assert.Contains("'file'", (await example.StartAsync("docs", "fiel")).Ends(64).Error, StringComparison.Ordinal);
        Assert.Contains("no folder", (await example.StartAsync("docs", "--examples", "nowhere")).Ends(64).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_is_shown_in_the_terminal_and_a_schema_to_programs()
    {
        using var example = new Example("Types");

        Assert.Contains("## host.Assert(condition, message)", (await example.StartAsync("docs", "assert")).Ends(0).Output, StringComparison.Ordinal);
        Assert.StartsWith("{\"$schema\":", (await example.StartAsync("docs", "link", "--output", "json")).Ends(0).Output, StringComparison.Ordinal);
    }
}
