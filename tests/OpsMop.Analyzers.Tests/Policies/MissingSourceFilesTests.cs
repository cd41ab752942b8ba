namespace OpsMop.Analyzers.Tests.Policies;

public sealed class MissingSourceFilesTests
{
    [Fact]
    public async Task A_source_file_must_exist()
    {
        var found = Assert.Single(await FindAsync("""host.File("/x").Source("files/modt").Mode("0644");""", "files/motd"));
        Assert.Equal(
            "File[/x]: there is no source file files/modt. Put it at that path below the folder of the project that declares the role. Did you mean 'files/motd'?",
            found);
    }

    [Fact]
    public async Task One_that_exists_is_right() => Assert.Empty(await FindAsync("""host.File("/x").Source("./files//motd").Mode("0644");""", "files/motd"));

    [Fact]
    public async Task A_folder_with_files_in_it_is_right() => Assert.Empty(await FindAsync("""host.Tree("/x").Source("files/app").FileMode("0644").DirectoryMode("0755");""", "files/app/deep/motd"));

    [Fact]
    public async Task A_folder_must_exist() => Assert.Single(await FindAsync("""host.Tree("/x").Source("files/ap").FileMode("0644").DirectoryMode("0755");""", "files/app/motd"));

    [Fact]
    public async Task Case_counts() => Assert.EndsWith("Did you mean 'files/motd'?", Assert.Single(await FindAsync("""host.File("/x").Source("files/Motd").Mode("0644");""", "files/motd")), StringComparison.Ordinal);

    [Fact]
    public async Task One_in_another_folder_is_named() =>
        Assert.EndsWith("Did you mean 'files/nginx/site.conf'?", Assert.Single(await FindAsync("""host.File("/x").Source("files/site.conf").Mode("0644");""", "files/nginx/site.conf")), StringComparison.Ordinal);

    [Fact]
    public async Task Neighbours_of_another_name_are_not_meant() =>
        Assert.EndsWith("declares the role.", Assert.Single(await FindAsync("""host.File("/x").Source("files/nginx/mime.types").Mode("0644");""", "files/nginx/site.conf")), StringComparison.Ordinal);

    [Fact]
    public async Task Both_arms_of_a_choice_are_looked_at()
    {
        var found = await FindAsync(
            """
            const string folder = "files/";
            var source = Condition ? folder + "a" : folder + "b";
            host.File("/x").Source(Condition ? folder + "a" : $"{folder}b").Mode("0644");
            """,
            "files/a");
        Assert.Single(found);
    }

    [Fact]
    public async Task A_value_of_another_place_is_looked_at_where_it_is_used() =>
        Assert.Single(await FindAsync("""host.File("/x").Source(Sources.Motd).Mode("0644");""", "files/motd"));

    [Fact]
    public async Task What_is_not_a_constant_is_left_to_the_run_time() =>
        Assert.Empty(await FindAsync("""host.File("/x").Source($"files/{Word}").Mode("0644");""", "files/motd"));

    [Fact]
    public async Task Folders_that_the_project_copies_in_its_own_way_are_left_to_the_run_time() =>
        Assert.Empty(await FindAsync("""host.File("/x").Source("conf/motd").Mode("0644"); host.File("/y").Source("notes.txt").Mode("0644");""", "files/motd"));

    [Fact]
    public async Task Folders_that_the_project_adds_are_known() =>
        Assert.Single(await FindAsync("""host.File("/x").Source("conf/modt").Mode("0644");""", "conf/motd"));

    [Fact]
    public async Task Without_files_all_are_missing() => Assert.Single(await FindAsync("""host.File("/x").Source("files/motd").Mode("0644");"""));

    [Fact]
    public Task Where_the_build_says_nothing_the_rule_says_nothing() => Verify.DefineAsync("""host.File("/x").Source("files/motd").Mode("0644");""");

    [Fact]
    public async Task A_type_of_the_project_is_checked_as_ours_are() =>
        Assert.Single(await FindAsync("""host.Script("one").From("files/one.sh"); host.Script("two").From("files/two.sh");""", "files/two.sh"));

    private static async Task<IReadOnlyList<string>> FindAsync(string body, params string[] files)
    {
        var diagnostics = await PolicyProject.Of(("/src/Policy.cs",
            $$"""
            public static class Sources
            {
                public static readonly SourceFile Motd = "files/modt";
            }

            /// <summary>A script.</summary>
            [ResourceType("script")]
            public sealed partial class ScriptResource : Resource
            {
                /// <summary>Its name.</summary>
                [Key] public string Label { get; }

                /// <summary>Where it comes from.</summary>
                [Required] public SourceFile From { get; }
            }

            public sealed partial class Site : Role
            {
                public bool Condition { get; set; }
                public string Word { get; set; } = "";

                public override void Define(Host host)
                {
                    {{body}}
                }
            }
            """)).WithFiles(files).DiagnosticsAsync("CS1591");
        Assert.All(diagnostics, diagnostic => Assert.Equal("OPM2009", diagnostic.Id));
        return [.. diagnostics.Select(diagnostic => diagnostic.GetMessage())];
    }
}
