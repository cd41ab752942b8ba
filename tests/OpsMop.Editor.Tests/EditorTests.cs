namespace OpsMop.Editor.Tests;

public sealed class EditorTests
{
    private const string Policy =
        """
        public sealed partial class Site : Role
        {
            public override void Define(Host host)
            {
                host.Package("nginx");
                host.File("/etc/motd").Content("Welcome.\n").Mode("0644");
            }
        }

        /// <summary>A mirror of packages.</summary>
        [ResourceType("mirror")]
        public sealed partial class MirrorResource : Resource
        {
            /// <summary>Where it is kept.</summary>
            [Key, Claims(Claim.Path)] public AbsolutePath Path { get; }

            /// <summary>Where the packages come from.</summary>
            [Required, Url] public string Origin { get; }
        }
        """;

    [Fact]
    public async Task After_host_the_types_are_listed_with_their_documentation()
    {
        using var editor = Editor.Open(Policy);
        var offers = await editor.OffersAfterAsync("host.");
        Assert.Superset(new HashSet<string> { "Command", "Directory", "File", "Link", "Package", "Service", "User" }, offers.Select(offer => offer.Name).ToHashSet());
        var file = await offers.Single(offer => offer.Name == "File").DescribeAsync();
        Assert.Contains("FileBuilder", file);
        Assert.Contains("A regular file", file);
    }

    [Fact]
    public async Task A_type_that_was_just_typed_is_listed_before_anything_is_built()
    {
        using var editor = Editor.Open(Policy);
        var mirror = (await editor.OffersAfterAsync("host.")).Single(offer => offer.Name == "Mirror");
        Assert.Contains("A mirror of packages.", await mirror.DescribeAsync());
    }

    [Fact]
    public async Task What_must_be_set_stands_beside_the_type()
    {
        using var editor = Editor.Open(Policy);
        var offers = await editor.OffersAfterAsync("host.");
        Assert.Contains("Required: .Origin(…).", await offers.Single(offer => offer.Name == "Mirror").DescribeAsync());
        Assert.Contains("Required: one of .Target(…), .Absent(…).", await offers.Single(offer => offer.Name == "Link").DescribeAsync());
    }

    [Fact]
    public async Task In_a_chain_the_properties_are_listed_with_their_documentation()
    {
        using var editor = Editor.Open(Policy);
        var offers = await editor.OffersAfterAsync("""host.File("/etc/motd").""");
        Assert.Superset(new HashSet<string> { "Absent", "Content", "Mode", "Notifies", "Source", "When" }, offers.Select(offer => offer.Name).ToHashSet());
        Assert.Contains("What it holds: text", await offers.Single(offer => offer.Name == "Content").DescribeAsync());
    }

    [Fact]
    public async Task A_fault_is_underlined_while_it_is_typed_and_no_longer_when_it_is_mended()
    {
        using var editor = Editor.Open(Policy);
        Assert.Empty(await editor.UnderlinedAsync());
        await editor.TypeAsync(""".Mode("0644")""", """.Mode("0644").Absent()""");
        Assert.Equal(["OPM2001 Absent()"], await editor.UnderlinedAsync());
        await editor.TypeAsync(".Absent()", "");
        Assert.Empty(await editor.UnderlinedAsync());
    }

    [Fact]
    public async Task A_misspelt_property_is_underlined_by_the_compiler()
    {
        using var editor = Editor.Open(Policy);
        await editor.TypeAsync(".Mode(", ".Mod(");
        Assert.Equal(["CS1061 Mod"], await editor.UnderlinedAsync());
    }
}
