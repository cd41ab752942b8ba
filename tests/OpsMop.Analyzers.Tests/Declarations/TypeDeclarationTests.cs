namespace OpsMop.Analyzers.Tests.Declarations;

/// <summary>OPM1002, OPM1003, OPM1005, OPM1006, OPM1008 and OPM1010.</summary>
public sealed class TypeDeclarationTests
{
    [Fact]
    public Task A_type_needs_a_key() => TypeAsync("public string? A { get; }", name: "{|OPM1002:Thing|}");

    [Fact]
    public Task An_action_needs_none() => TypeAsync("[Required] public Text? A { get; }", attribute: "ResourceType(\"thing\", Action = true)");

    [Theory]
    [InlineData("[{|OPM1003:Provider<FileResource>(\"x\")|}] public sealed class X { }")]
    [InlineData("[{|OPM1003:Provider<FileResource>(\"x\")|}] public sealed class X : Provider<LinkResource> { public override ValueTask PlanAsync(LinkResource want, Plan plan, CancellationToken cancel) => default; }")]
    [InlineData("[{|OPM1003:Provider<FileResource>(\"x\")|}] public sealed class X(int n) : Provider<FileResource> { public int N => n; public override ValueTask PlanAsync(FileResource want, Plan plan, CancellationToken cancel) => default; }")]
    [InlineData("public class Outer { [{|OPM1003:Provider<FileResource>(\"x\")|}] private sealed class X : Provider<FileResource> { public override ValueTask PlanAsync(FileResource want, Plan plan, CancellationToken cancel) => default; } }")]
    [InlineData("[Provider<FileResource>(\"x\")] public sealed class X : Base { } public abstract class Base : Provider<FileResource> { public override ValueTask PlanAsync(FileResource want, Plan plan, CancellationToken cancel) => default; }")]
    public Task A_provider_is_a_class_that_can_be_made_for_a_type(string declaration) => Verify.FileAsync(declaration);

    [Theory]
    [InlineData("[Key] public string Aaa { get; } [Needs({|OPM1005:\"Aa\"|})] public string? B { get; }")]
    [InlineData("[Key] public string A { get; } public string? B { get; } [Excludes(nameof(B), {|OPM1005:\"Bb\"|})] public string? C { get; }")]
    [InlineData("[Key] public string A { get; } [ReadableBy({|OPM1005:\"Mod\"|})] public Text? B { get; } public UnixMode? Mode { get; }")]
    [InlineData("[Key] public string A { get; } [Suggests({|OPM1005:\"Ba\"|})] public string? B { get; }")]
    [InlineData("[Key] public string A { get; } [FromScope({|OPM1005:\"Owmer\"|})] public string? Owner { get; }")]
    [InlineData("[Key] public string A { get; } [{|OPM1005:Needs(Names.B)|}] public string? C { get; } static class Names { public const string B = \"Bee\"; }")]
    [InlineData("[Key] public string A { get; } [Needs(Names.B)] public string? C { get; } public string? Bee { get; } static class Names { public const string B = \"Bee\"; }")]
    public Task A_constraint_names_properties_of_the_type(string properties) => TypeAsync(properties);

    [Fact]
    public Task OneOf_names_properties_of_the_type() =>
        TypeAsync(
            "[Key] public string A { get; } public string? Bee { get; } public string? C { get; }",
            attribute: "ResourceType(\"thing\"), OneOf(nameof(Thing.C), {|OPM1005:\"Be\"|}, Optional = true)");

    [Fact]
    public Task The_fix_writes_the_name_that_was_meant() =>
        Fix.FileAsync(
            "OPM1005",
            Type("[Key] public string Aaa { get; } [Needs(\"Aa\")] public string? B { get; }"),
            Type("[Key] public string Aaa { get; } [Needs(nameof(Aaa))] public string? B { get; }"));

    [Fact]
    public Task There_is_no_fix_where_no_name_is_near_or_the_name_stands_elsewhere()
    {
        var constant = Type("[Key] public string Abc { get; } [Needs(Word)] public string? D { get; } private const string Word = \"Ab\";");
        return Task.WhenAll(
            Fix.NoneInFileAsync("OPM1005", Type("[Key] public string Abc { get; } [Needs(\"Xyz\")] public string? D { get; }")),
            Fix.NoneInFileAsync("OPM1005", constant));
    }

    [Fact]
    public async Task The_types_of_the_generators_tests_raise_nothing() =>
        Assert.Empty(await PolicyProject.Of(("/src/Types.cs", OpsMop.Generators.Tests.Sample.Types)).DiagnosticsAsync("CS1591", "OPM1004"));

    [Fact]
    public Task The_fix_of_a_scope_stays_text() =>
        Fix.FileAsync(
            "OPM1005",
            Type("[Key] public string A { get; } [FromScope(\"Owmer\")] public string? O { get; }"),
            Type("[Key] public string A { get; } [FromScope(\"Owner\")] public string? O { get; }"));

    [Theory]
    [InlineData("[Key] public string A { get; } public int {|OPM1006:B|} { get; }")]
    [InlineData("[Key] public string A { get; } public System.IO.Stream? {|OPM1006:B|} { get; }")]
    [InlineData("[Key] public string A { get; } public IReadOnlyList<object>? {|OPM1006:B|} { get; }")]
    [InlineData("[Key] public string A { get; } [Url] public string? {|OPM1006:B|} { get; set; }")]
    [InlineData("[Key] public string A { get; } [Pins] public string? {|OPM1006:B|} => null;")]
    public Task A_property_is_data(string properties) => TypeAsync(properties);

    [Fact]
    public Task A_variable_is_data() =>
        Verify.FileAsync(
            """
            public sealed record Bad(System.IO.Stream S);
            public abstract partial class Base : Role { public Action? {|OPM1006:Callback|} { get; set; } }
            public partial class Site : Base
            {
                public List<Bad>? {|OPM1006:Streams|} { get; set; }
                public Handler Reload { get; private set; } = null!;
                public Action? Inner { get; internal set; }
                public override void Define(Host host) { }
            }
            """);

    [Fact]
    public Task A_public_property_of_a_public_type_has_documentation() =>
        Verify.FileAsync(
            """
            /// <summary>A thing.</summary>
            [ResourceType("thing")]
            public sealed partial class Thing : Resource
            {
                [Key] public string {|OPM1008:Id|} { get; }
                /// <inheritdoc/>
                public string? Inherited { get; }
                public string? {|OPM1008:Bare|} { get; }
                // No documentation.
                public string? {|OPM1008:Commented|} { get; }
                public string Computed => Id + Bare;
                internal string? Hidden { get; }
            }

            [ResourceType("hidden")]
            internal sealed partial class Hidden : Resource { [Key] public string Id { get; } }
            """);

    [Theory]
    [InlineData("[Key] public string A { get; } public string? {|OPM1010:Title|} { get; }")]
    [InlineData("[Key] public string A { get; } public bool {|OPM1010:After|} { get; }")]
    [InlineData("[Key] public string Title { get; }")]
    public Task A_property_hides_nothing_that_every_resource_has(string properties) => TypeAsync(properties);

    /// <summary>The compiler warns of what the author hides, and of what the refused property never gets.</summary>
    private static async Task TypeAsync(string properties, string name = "Thing", string attribute = "ResourceType(\"thing\")")
    {
        var markup = Markup.Parse(Type(properties, name, attribute));
        Verify.AssertEqual(markup, await PolicyProject.Of(("/src/Policy.cs", markup.Source)).DiagnosticsAsync("CS1591", "OPM1008", "CS0108"));
    }

    private static string Type(string properties, string name = "Thing", string attribute = "ResourceType(\"thing\")") =>
        $"[{attribute}]\npublic sealed partial class {name} : Resource\n{{\n{properties}\n}}\n";
}
