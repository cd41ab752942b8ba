namespace OpsMop.Analyzers.Tests.Security;

public sealed class RecursiveChangesTests
{
    [Theory]
    [InlineData("/")]
    [InlineData("/etc")]
    [InlineData("/usr/")]
    [InlineData("/var/lib")]
    [InlineData("/home")]
    public Task Owner_and_mode_of_a_system_directory_are_not_changed_below(string path) =>
        Verify.DefineAsync($$"""host.Directory("{{path}}").Owner("app").{|OPM4008:Recursive()|};""");

    [Fact]
    public async Task The_message_says_what_would_be_set()
    {
        var found = await Verify.DefineAsync("""host.Directory("/etc").{|OPM4008:Recursive()|}.FileMode("0600");""");
        Assert.Equal(
            "Directory[/etc]: FileMode would be set on everything below /etc, which the system stands on. Name the directories that are meant.",
            found[0].GetMessage());
    }

    [Fact]
    public Task What_lies_below_may_belong_to_an_application() =>
        Verify.DefineAsync("""
            host.Directory("/etc/nginx").Owner("root").Recursive();
            host.Directory("/srv").Owner("app").Recursive();
            host.Directory("/opt").Owner("app").Recursive();
            host.Directory("/etc").Owner("root").Mode("0755");
            host.Directory(Folder).Owner("app").Recursive();
            """);

    [Fact]
    public Task Where_nothing_is_given_nothing_changes() => Verify.DefineAsync("""host.Directory("/var").Recursive(); host.Directory("/usr").Recursive().Owner(null);""");

    [Fact]
    public Task What_With_gives_counts() =>
        Verify.DefineAsync("""
            const string Root = "/usr";
            using (host.With(owner: "app"))
            {
                host.Directory(Root).{|OPM4008:Recursive()|};
            }

            host.Directory("/etc").Recursive();
            """);

    [Fact]
    public Task What_a_using_declaration_gives_counts() =>
        Verify.DefineAsync("""
            host.Directory("/etc").Recursive();
            using var owner = host.With(owner: "app");
            host.Parallel(() => host.Directory("/usr").{|OPM4008:Recursive()|});
            """);

    [Fact]
    public Task Branches_that_never_meet_are_no_fault() =>
        Verify.DefineAsync("""
            var etc = host.Directory("/etc");
            if (Condition)
            {
                etc.Owner("root");
            }
            else
            {
                etc.Recursive();
            }
            """);

    [Fact]
    public Task In_a_procedure_it_is_the_same() => Verify.ProcedureAsync("""await host.Directory("/boot").Mode("0700").{|OPM4008:Recursive()|};""");

    [Fact]
    public Task A_type_of_the_user_is_checked_the_same_way() =>
        Verify.FileAsync(
            """
            /// <summary>A grove.</summary>
            [ResourceType("grove")]
            public sealed partial class GroveResource : Resource
            {
                /// <summary>Where.</summary>
                [Key, Claims(Claim.Path)] public AbsolutePath Path { get; }

                /// <summary>Whose.</summary>
                [FromScope("Owner")] public string? Owner { get; }

                /// <summary>All of it.</summary>
                [Recursive] public bool Deep { get; }
            }

            public sealed partial class Site : Role
            {
                public override void Define(Host host) => host.Grove("/lib").Owner("app").{|OPM4008:Deep()|};
            }
            """);
}
