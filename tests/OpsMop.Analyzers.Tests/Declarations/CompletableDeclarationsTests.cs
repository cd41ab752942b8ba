namespace OpsMop.Analyzers.Tests.Declarations;

/// <summary>OPM1001.</summary>
public sealed class CompletableDeclarationsTests
{
    [Fact]
    public Task A_role_that_is_not_partial_is_found_beside_what_the_compiler_says() =>
        Verify.FileAsync("public sealed class {|CS0534:{|OPM1001:Site|}|} : Role { public override void Define(Host host) { } }");

    [Fact]
    public Task A_procedure_and_a_policy_are_found_too() =>
        Verify.FileAsync(
            """
            public class {|CS0534:{|OPM1001:Work|}|} : Procedure { public override Task RunAsync(Session host) => Task.CompletedTask; }
            public class {|CS0534:{|CS0534:{|OPM1001:Shop|}|}|} : Policy { public override void Compose(Roles roles) { } }
            """);

    [Fact]
    public Task A_type_of_resource_that_is_not_partial_is_found_and_what_uses_it_compiles() =>
        Verify.FileAsync(
            """
            /// <summary>A note.</summary>
            [ResourceType("note")]
            public class {|CS0260:{|OPM1001:NoteResource|}|} : Resource
            {
                /// <summary>Where.</summary>
                [Key] public AbsolutePath Path { get; }
            }

            public partial class Wall : Role { public override void Define(Host host) => host.Note("/wall").Title("x"); }
            """);

    [Fact]
    public Task The_types_around_a_nested_role_must_be_partial() =>
        Verify.FileAsync(
            """
            public static class {|CS0260:Shop|}
            {
                public partial class {|OPM1001:Web|} : Role { public override void Define(Host host) { } }
            }
            """);

    [Theory]
    [InlineData("[ResourceType(\"x\")] public partial class {|OPM1001:X|} { [Key] public string A { get; } = \"\"; }")]
    [InlineData("[ResourceType(\"x\")] public abstract partial class {|OPM1001:X|} : Resource { protected X(ResourceBuilder b) : base(b) { } }")]
    [InlineData("[Targets(\"debian\")] public static class Plain { } [{|OPM1001:Targets(\"debian\")|}] public class Other { }")]
    public Task What_cannot_be_completed_is_found(string declaration) =>
        Verify.FileAsync(declaration.Replace("[Targets(\"debian\")] public static", "[{|OPM1001:Targets(\"debian\")|}] public static", StringComparison.Ordinal));

    [Fact]
    public Task A_name_is_written_in_lower_case_with_hyphens() =>
        Verify.FileAsync(
            """
            [ResourceType({|OPM1001:"Big Note"|})]
            public abstract partial class {|OPM1001:NoteResource|} : Resource { protected NoteResource(ResourceBuilder b) : base(b) { } }
            """);

    [Fact]
    public Task An_alias_is_for_a_type_of_resource_and_has_a_name_of_that_kind() =>
        Verify.FileAsync(
            """
            [assembly: {|OPM1001:ResourceAlias(typeof(string), "text")|}]
            [assembly: ResourceAlias(typeof(FileResource), {|OPM1001:"My File"|})]
            [assembly: ResourceAlias(typeof(FileResource), "my-file")]
            """);

    [Fact]
    public Task An_abstract_role_and_one_without_variables_of_its_own_need_not_be_partial() =>
        Verify.FileAsync(
            """
            public abstract class Site : Role { public string Name { get; set; } = ""; }
            public partial class Blog : Site { public override void Define(Host host) => host.Echo(Name); }
            public sealed class QuietBlog : Blog { public override void Define(Host host) { } }
            public sealed class HandWritten : Role
            {
                public override IReadOnlyList<Variable> Variables => [];
                public override void Define(Host host) { }
            }
            """);

    [Fact]
    public Task A_variable_that_a_derived_class_adds_would_be_missed_in_silence() =>
        Verify.FileAsync(
            """
            public partial class Blog : Role { public override void Define(Host host) { } }
            public sealed class {|OPM1001:BigBlog|} : Blog { public int Pages { get; set; } }
            """);

    [Fact]
    public async Task A_class_in_two_files_is_named_where_it_lacks_the_word()
    {
        var diagnostics = await PolicyProject.Of(
            ("/src/A.cs", "public partial class Site : Role { public override void Define(Host host) { } }"),
            ("/src/Policy.cs", "public class Site { }")).DiagnosticsAsync("CS1591");
        Assert.Equal(["CS0260", "OPM1001"], diagnostics.Select(one => one.Id));
        Assert.All(diagnostics, one => Assert.Equal("/src/Policy.cs", one.Location.SourceTree!.FilePath));
    }

    [Fact]
    public Task The_fix_adds_the_word() =>
        Fix.FileAsync(
            "OPM1001",
            "/// <summary>A site.</summary>\npublic sealed class Site : Role { public override void Define(Host host) { } }",
            "/// <summary>A site.</summary>\npublic sealed partial class Site : Role { public override void Define(Host host) { } }");

    [Fact]
    public Task There_is_no_fix_for_a_class_that_is_partial_and_wrong_otherwise() =>
        Fix.NoneInFileAsync("OPM1001", "[ResourceType(\"x\")] public class X { }");

    [Fact]
    public Task The_fix_adds_it_to_the_types_around_it_too() =>
        Fix.FileAsync(
            "OPM1001",
            "// Shop\nstatic class Shop\n{\n    // Web\n    class Web : Role { public override void Define(Host host) { } }\n}\n",
            "// Shop\nstatic partial class Shop\n{\n    // Web\n    partial class Web : Role { public override void Define(Host host) { } }\n}\n");
}
