namespace OpsMop.Analyzers.Tests.Policies;

public sealed class NeededPropertiesTests
{
    [Fact]
    public Task A_switch_needs_the_property_that_it_is_about() => Verify.DefineAsync("""host.Package("telnet").{|OPM2003:Purge()|};""");

    [Fact]
    public Task What_it_needs_may_come_later_in_the_chain() => Verify.DefineAsync("""host.Package("telnet").Purge().Absent();""");

    [Fact]
    public Task What_it_needs_may_be_set_through_a_variable() =>
        Verify.DefineAsync(
            """
            var user = host.User("mallory").RemoveHome();
            user.Absent();
            """);

    [Fact]
    public Task What_it_needs_may_stand_under_a_condition() =>
        Verify.DefineAsync(
            """
            var user = host.User("mallory").RemoveHome();
            if (Condition)
            {
                user.Absent();
            }
            """);

    [Fact]
    public Task The_other_branch_does_not_help() =>
        Verify.DefineAsync(
            """
            var file = host.File("/x");
            if (Condition)
            {
                file.Url("https://example.org/x");
            }
            else
            {
                file.Content("x").{|OPM2003:Checksum("786e184927ec9ddac3079c24999ac461b7cb89888f69efc053848f2d6dee7dd6")|};
            }
            """);

    [Fact]
    public Task In_a_loop_around_one_resource_both_branches_may_be_taken() =>
        Verify.DefineAsync(
            """
            var user = host.User("mallory");
            foreach (var name in Names)
            {
                if (name == "home")
                {
                    user.RemoveHome();
                }
                else
                {
                    user.Absent();
                }
            }
            """);

    [Fact]
    public Task Null_is_not_given_on_either_side() =>
        Verify.DefineAsync(
            """
            host.File("/x").Content("x").Checksum(null);
            host.File("/y").Url(null).{|OPM2003:Checksum("786e184927ec9ddac3079c24999ac461b7cb89888f69efc053848f2d6dee7dd6")|};
            """);

    [Fact]
    public Task What_may_be_null_is_left_to_the_run_time() =>
        Verify.DefineAsync(
            """
            Sha256? sum = Condition ? (Sha256?)Word : null;
            host.File("/x").Content("x").Checksum(sum);
            host.File("/y").Url(Maybe).Checksum("786e184927ec9ddac3079c24999ac461b7cb89888f69efc053848f2d6dee7dd6");
            """);

    [Fact]
    public Task A_builder_that_is_handed_on_is_left_to_the_run_time() =>
        Verify.FileAsync(
            """
            public sealed partial class Site : Role
            {
                public override void Define(Host host) => Remove(host.User("mallory").RemoveHome());

                private static void Remove(UserBuilder user) => user.Absent();
            }
            """);

    [Fact]
    public Task A_procedure_is_no_different() => Verify.ProcedureAsync("""await host.Directory("/x").{|OPM2003:FileMode("0644")|};""");

    [Fact]
    public Task A_type_of_the_project_is_checked_as_ours_are() =>
        Verify.FileAsync(
            """
            /// <summary>A site.</summary>
            [ResourceType("site")]
            public sealed partial class SiteResource : Resource
            {
                /// <summary>Its name.</summary>
                [Key] public string Label { get; }

                /// <summary>Its certificate.</summary>
                public AbsolutePath Certificate { get; }

                /// <summary>Its key.</summary>
                public AbsolutePath PrivateKey { get; }

                /// <summary>Whether it speaks HTTP/2.</summary>
                [Needs(nameof(Certificate), nameof(PrivateKey))]
                public bool Http2 { get; }
            }

            public sealed partial class Web : Role
            {
                public override void Define(Host host)
                {
                    host.Site("one").{|OPM2003:Http2()|};
                    host.Site("two").Http2().PrivateKey("/etc/two.key");
                }
            }
            """);

    [Fact]
    public async Task A_type_of_another_assembly_is_checked_as_ours_are()
    {
        var library = PolicyProject.Of(("/lib/Site.cs",
            """
            namespace Contoso.Types;

            /// <summary>A site.</summary>
            [ResourceType("site")]
            public sealed partial class SiteResource : Resource
            {
                /// <summary>Its name.</summary>
                [Key] public string Label { get; }

                /// <summary>Its certificate.</summary>
                public AbsolutePath Certificate { get; }

                /// <summary>Whether it speaks HTTP/2.</summary>
                [Needs(nameof(Certificate))]
                public bool Http2 { get; }

                /// <summary>How many connections it takes.</summary>
                [Range(1, 100)]
                public int? Connections { get; }
            }
            """)).Reference();
        var diagnostics = await PolicyProject.Of(("/src/Policy.cs",
            """
            using Contoso.Types;

            public sealed partial class Web : Role
            {
                public override void Define(Host host) => host.Site("one").Http2().Connections(101);
            }
            """)).With(library).DiagnosticsAsync("CS1591");
        Assert.Equal(["OPM2003", "OPM2004"], diagnostics.Select(diagnostic => diagnostic.Id));
        Assert.Equal("Site[one]: Http2 needs Certificate. Add .Certificate(…), or leave Http2 out.", diagnostics[0].GetMessage());
        Assert.Equal("Site[one]: Connections must be from 1 to 100, but is 101", diagnostics[1].GetMessage());
    }
}
