using Microsoft.CodeAnalysis.CSharp;

namespace OpsMop.Generators.Tests;

public class GeneratedCodeTests
{
    private const string Usings = "using System;\nusing System.Collections.Generic;\nusing OpsMop;\n";

    [Fact]
    public void Everything_compiles_without_a_warning() => Generated.From(Sample.Types, Sample.Roles, Sample.Templates).ShouldCompile();

    [Fact]
    public void Documentation_is_copied_where_the_compiler_does_not_read_comments()
    {
        var options = Generated.ParseOptions.WithDocumentationMode(Microsoft.CodeAnalysis.DocumentationMode.None);
        var source = Generated.Compile([]).AddSyntaxTrees(CSharpSyntaxTree.ParseText(Sample.Types, options, "/src/Types.cs"));
        var parsed = Generated.From(Sample.Types).File("Contoso.Types.FileResource");
        var unparsed = Generated.From(source).File("Contoso.Types.FileResource");

        Assert.Contains("/// <summary>The checksum of <c>Url</c>.</summary>", unparsed, StringComparison.Ordinal);
        Assert.Equal(parsed, unparsed);
    }

    [Theory]
    [InlineData("[Key] public string @class { get; } [Needs(\"class\")] public string? @event { get; } public bool @new { get; }")]
    [InlineData("[Key] public string Host { get; } [Key] public string CallerFile { get; } [Key] public int CallerLine { get; }")]
    [InlineData("[Key] public string Builder { get; } public string? Validation { get; } public Text? Claims { get; } public string? Values { get; } public string? Line { get; } public string? Value { get; }")]
    [InlineData("[Key] public string Url { get; } public string? URL { get; } public string? url { get; }")]
    [InlineData("[Key] public string A { get; } public string? Build { get; } public string? LineOf { get; } public string? Host { get; } public string? System { get; } public string? OpsMop { get; }")]
    [InlineData("[Key] public string A { get; } public new string? Equals { get; } public new string? MemberwiseClone { get; } public new string? GetHashCode { get; }")]
    [InlineData("[Key] public string A { get; } public IReadOnlyList<int>? Numbers { get; } public IReadOnlyList<UnixMode?>? Modes { get; } public IReadOnlyList<Port> Ports { get; } [Required] public IReadOnlyDictionary<string, IReadOnlyList<string>> Map { get; }")]
    [InlineData("[Key] public string A { get; } public Func<bool>? Check { get; } public Secret? Password { get; } public DateTimeOffset? At { get; } [Range(0.5, 2)] public decimal? Share { get; } [Range(0, long.MaxValue)] public ulong? Size { get; }")]
    [InlineData("[Key] public Port Port { get; } [Key] public DayOfWeek Day { get; } [Key] public bool On { get; } [Key] public long? Big { get; } public UnixMode Mode { get; } = \"0600\"; public string Shell { get; } = \"/bin/sh\"; public int Tries { get; } = 3; public IReadOnlyList<string> Names { get; } = [];")]
    [InlineData("[Key, Claims(Claim.User)] public string User { get; } [Claims(Claim.Path)] public IReadOnlyList<AbsolutePath>? Paths { get; } [Claims(Claim.Unit)] public UnitName? Unit { get; } [Length(1, 2), RegularExpression(\"a\\\"b\\\\\\\\c{}\"), AllowedValues(\"\\\"\"), Url] public IReadOnlyList<string>? Urls { get; }")]
    [InlineData("/// <summary>Broken <b & more\n[Key] public string A { get; }\n/** <summary>Two\n * lines &lt;x&gt;</summary>\n * <remarks>More</remarks> */\npublic string? B { get; }")]
    public void Awkward_properties_compile(string properties)
    {
        var generated = Generated.From(Usings + $"namespace A.B;\n/// <summary>X.</summary>\n[ResourceType(\"thing\")]\npublic partial class Thing : Resource\n{{\n{properties}\n}}");

        // The comment that is no XML gets the compiler's warning where it stands, and nowhere else.
        Assert.DoesNotContain(generated.Messages, message => !message.Contains("CS1570", StringComparison.Ordinal) || message.Contains(".g.cs", StringComparison.Ordinal));
    }

    [Fact]
    public void Types_with_one_name_in_many_places_compile_side_by_side()
    {
        var generated = Generated.From(
            Usings + "namespace A; [ResourceType(\"thing\")] public partial class Thing : Resource { [Key] public string Id { get; } }",
            Usings + "namespace B; [ResourceType(\"thing\")] internal partial class Thing : Resource { [Key] public string Id { get; } }",
            Usings + "namespace b; [ResourceType(\"thing\")] public partial class Thing : Resource { [Key] public string Id { get; } }",
            Usings + "namespace A_Outer; [ResourceType(\"thing\")] public partial class Thing : Resource { [Key] public string Id { get; } }",
            Usings + "namespace A; public partial class Outer { [ResourceType(\"thing\")] public partial class Thing : Resource { [Key] public string Id { get; } } internal partial struct Inner { [ResourceType(\"thing\")] public partial class Thing : Resource { [Key] public string Id { get; } } } }",
            Usings + "[ResourceType(\"thing\")] public partial class Thing : Resource { [Key] public string Id { get; } }",
            Usings + "namespace @namespace.@class; [ResourceType(\"thing\")] public partial class @event : Resource { [Key] public string Id { get; } }");

        generated.ShouldCompile();
        Assert.Equal(9, generated.HintNames.Distinct(StringComparer.OrdinalIgnoreCase).Count());
    }

    [Fact]
    public void Awkward_roles_compile()
    {
        var generated = Generated.From(
            Usings + """
            namespace A;
            public abstract partial class Base<T> : Role where T : class { public string? Common { get; set; } public virtual string Title { get; set; } = ""; }
            public partial class Derived : Base<string> { public override string Title { get; set; } = "x"; public int All { get; set; } public required string @event { get; set; } public override void Define(Host host) { } }
            public partial class Derived_1 : Base<string> { public override void Define(Host host) { } }
            public partial class Generic<T> : Role { public IReadOnlyList<Node> Nodes { get; set; } = []; public override void Define(Host host) { } public sealed class Node { public string? Name { get; set; } public List<Node>? Children { get; set; } public int InitOnly { get; init; } = 3; } }
            public partial class Generic : Procedure { public override System.Threading.Tasks.Task RunAsync(Session host) => System.Threading.Tasks.Task.CompletedTask; }
            public static partial class Outer<T> { public partial class Nested : Role { public Pair? Pair { get; set; } public Pair Other { get; set; } public override void Define(Host host) { } } }
            public readonly record struct Pair(int X = 1, DayOfWeek Day = DayOfWeek.Friday, string? Text = "a\"b", double D = 1.5, decimal M = 2m, Port P = default);
            [Flags] public enum Bits : byte { None, One = 1, Two = 2, [Obsolete("x")] Old = 4, [Obsolete("x", true)] Gone = 8 }
            public abstract partial class IPv4Base : Role { public string? Address { get; set; } }
            public partial class FromAnInterfacesName : IPv4Base { public override void Define(Host host) { } }
            public partial class Bitty : Role
            {
                public Bits Bits { get; set; }
                [Obsolete] public Bits? Old { get; set; }
                [Obsolete("gone", true)] public string? Gone { get; set; }
                public System.Collections.Immutable.ImmutableArray<Text?> Array { get; set; }
                public int[][] Matrix { get; set; } = [];
                public IDictionary<string, Dictionary<string, Secret>> Deep { get; set; } = new Dictionary<string, Dictionary<string, Secret>>();
                public string ReadOnly => "";
                public string Init { get; init; } = "";
                public Action? Hidden { get; private set; }
                internal Action? Inner { get; set; }
                public static Action? Static { get; set; }
                public override void Define(Host host) { }
            }
            """,
            "namespace A; public partial class Derived { }",
            "namespace a; public partial class Derived : OpsMop.Role { public override void Define(OpsMop.Host host) { } }");

        generated.ShouldCompile();
        Assert.Equal(11, generated.HintNames.Distinct(StringComparer.OrdinalIgnoreCase).Count());
    }

    /// <summary>What is wrong is said by the analyzers, at the line of the declaration. What can be written is written, so that the compiler does not add errors of its own.</summary>
    [Theory]
    [InlineData("[ResourceType(\"x\")] public class X : Resource { [Key] public string A { get; } }", "CS0260")]
    [InlineData("public class O { [ResourceType(\"x\")] public partial class X : Resource { [Key] public string A { get; } } }", "CS0260")]
    [InlineData("public class O { public partial class X : Role { public override void Define(Host host) { } } }", "CS0260")]
    [InlineData("[ResourceType(\"x\")] public partial class X { [Key] public string A { get; } = \"\"; }")]
    [InlineData("[ResourceType(\"x\")] public partial class X : Resource { public string? A { get; } }")]
    [InlineData("[Provider<R>(\"x\")] public class X { }")]
    [InlineData("[ResourceType(\"x\")] public partial class X : Resource { [Key] public string Aaa { get; } [Needs(\"Aa\")] public string? B { get; } }")]
    [InlineData("[ResourceType(\"x\"), OneOf(\"B\", \"C\"), OneOf] public partial class X : Resource { [Key] public string A { get; } [Excludes(\"D\")] public string? B { get; } }")]
    [InlineData("[ResourceType(\"x\")] public partial class X : Resource { [Key] public string A { get; } [ReadableBy(\"D\")] public Text? B { get; } [ReadableBy(\"A\")] public Text? C { get; } }")]
    [InlineData("[ResourceType(\"x\")] public partial class X : Resource { [Key] public string A { get; } [FromScope(\"D\")] public string? B { get; } [FromScope(\"Mode\")] public string? C { get; } }")]
    [InlineData("[ResourceType(\"x\")] public partial class X : Resource { [Key] public string A { get; } public int B { get; } }")]
    [InlineData("[ResourceType(\"x\")] public partial class X : Resource { [Key] public string A { get; } public string B { get; } }")]
    [InlineData("[ResourceType(\"x\")] public partial class X : Resource { [Key] public string A { get; } public System.IO.Stream? B { get; } }")]
    [InlineData("[ResourceType(\"x\")] public partial class X : Resource { [Key] public string A { get; } [Url] public string? B { get; set; } }")]
    [InlineData("[ResourceType(\"x\")] public partial class X : Resource { [Key] public string A { get; } [Range(2, 1)] public string? B { get; } [RegularExpression(\"(\"), AllowedValues] public string? C { get; } }")]
    [InlineData("[ResourceType(\"x\")] public partial class X : Resource { [Key] public string A { get; } public string? Title { get; } }")]
    [InlineData("public partial class X : Role { public System.Action? B { get; set; } [AllowedValues] public string? C { get; set; } public override void Define(Host host) { } }")]
    [InlineData("public sealed record Bad(System.IO.Stream S); public partial class X : Role { public List<Bad>? B { get; set; } public override void Define(Host host) { } }")]
    public void A_wrong_declaration_leaves_what_can_be_written(string declaration, params string[] expected) =>
        Assert.Equal(
            expected,
            Generated.From(Usings + "public class R : Resource { public R(ResourceBuilder b) : base(b) { } public override ResourceDescriptor Descriptor => null!; public override string Identity => \"\"; }\n" + declaration)
                .Output.GetDiagnostics().Where(diagnostic => diagnostic.Severity >= Microsoft.CodeAnalysis.DiagnosticSeverity.Warning && diagnostic.Id != "CS1591").Select(diagnostic => diagnostic.Id));

    [Fact]
    public void A_type_of_resource()
    {
        Snapshot.Matches(Generated.From(Usings + """
            namespace Contoso;

            /// <summary>A service, by its unit. It is not installed by this type.</summary>
            [ResourceType("service")]
            public sealed partial class ServiceResource : Resource
            {
                /// <summary>The unit.</summary>
                [Key, Claims(Claim.Unit)] public UnitName Unit { get; }

                /// <summary>Whether it runs.</summary>
                public ServiceState? State { get; }

                /// <summary>Whether it starts with the <see cref="Host"/>.</summary>
                public bool? Enabled { get; }

                /// <summary>Groups that may restart it.</summary>
                [Length(1, 5)] public IReadOnlyList<string>? Operators { get; }

                /// <summary>Whether it is to be gone.</summary>
                [Excludes(nameof(State), nameof(Enabled)), Absence] public bool Absent { get; }
            }

            /// <summary>What a service does.</summary>
            [Verbs]
            public enum ServiceState
            {
                /// <summary>It runs.</summary>
                Running,

                /// <summary>It does not run.</summary>
                Stopped,
            }
            """).ShouldCompile().File("Contoso.ServiceResource"));
    }

    [Fact]
    public void A_role() => Snapshot.Matches(Generated.From(Sample.Types, Sample.Roles).File("Contoso.Greeting"));

    [Fact]
    public void A_registry_and_a_policy()
    {
        var types = Generated.From(Sample.Types);
        var policy = Generated.From(Generated.Compile([Sample.Roles], "Policies", types.Reference())).ShouldCompile();
        Snapshot.Matches(types.File("Contoso.Registry"), "registry");
        Snapshot.Matches(policy.File("Contoso.Hello.Policy"), "policy");
        Snapshot.Matches(policy.File("Policies.Aliases"), "aliases");
        Snapshot.Matches(policy.File("Policies.Registry"), "roles");
    }

    [Fact]
    public void An_assembly_of_roles_alone_has_a_registry_that_its_policies_are_composed_of()
    {
        var roles = Generated.From(Generated.Compile(["namespace Lib; public partial class Web : OpsMop.Role { public override void Define(OpsMop.Host host) { } }"], "Lib")).ShouldCompile();
        var policy = Generated.From(Generated.Compile(
            ["namespace Site; public partial class Shop : OpsMop.Policy { public override void Compose(OpsMop.Roles roles) => roles.Add<Lib.Web>(); }"], "Site", roles.Reference())).ShouldCompile();

        Assert.Contains("new global::OpsMop.RoleDescriptor(\"web\", \"Lib.Web\", typeof(global::Lib.Web), static () => new global::Lib.Web())", roles.File("Lib.Registry"), StringComparison.Ordinal);
        Assert.Contains("global::OpsMop.Generated.LibRegistry.Instance,", policy.File("Site.Shop.Policy"), StringComparison.Ordinal);
        Assert.DoesNotContain(policy.HintNames, name => name.StartsWith("Site.Registry", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("public partial class X : Role { public required string A { get; set; } public required Port B { get; set; } DEFINE }", "new global::C.X { A = default!, B = default! }", "")]
    [InlineData("public abstract partial class B : Role { public required string @event { get; set; } } public partial class X : B { DEFINE }", "new global::C.X { @event = default! }", "")]
    [InlineData("public partial class X : Role { [System.Diagnostics.CodeAnalysis.SetsRequiredMembers] public X() { A = \"\"; } public required string A { get; set; } DEFINE }", "new global::C.X()", "")]
    [InlineData("public partial class X(int a) : Role { public int A { get; } = a; DEFINE }", null, "no constructor without parameters")]
    [InlineData("public partial class X : Role { private X() { } public static X Y => new(); DEFINE }", null, "no constructor without parameters")]
    [InlineData("public partial class X : Role { [Obsolete(\"x\", true)] public X() { } DEFINE }", null, "no constructor without parameters")]
    [InlineData("public partial class X : Role { public required string A { get; init; } DEFINE }", null, "its required A is no variable")]
    [InlineData("public partial class X : Role { public required string A; DEFINE }", null, "its required A is no variable")]
    [InlineData("internal partial class X : Role { internal X() { } DEFINE }", "new global::C.X()", "")]
    public void A_role_is_made_by_the_registry_or_it_says_why_not(string declaration, string? creation, string obstacle)
    {
        var registry = Generated.From(Usings + "namespace C; " + declaration.Replace("DEFINE", "public override void Define(Host host) { }", StringComparison.Ordinal)).ShouldCompile().File("Contoso.Registry");

        Assert.Contains($"\"x\", \"C.X\", typeof(global::C.X), {(creation is null ? "null" : "static () => " + creation)})", registry, StringComparison.Ordinal);
        Assert.Equal(obstacle.Length > 0, registry.Contains("Obstacle = ", StringComparison.Ordinal));
        Assert.Contains(obstacle, registry, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("public abstract partial class X : Role { }")]
    [InlineData("public partial class X<T> : Role { DEFINE }")]
    [InlineData("public partial class O<T> { public partial class X : Role { DEFINE } }")]
    [InlineData("public partial class O { private partial class X : Role { DEFINE } }")]
    [InlineData("public partial class O { protected partial class X : Role { DEFINE } }")]
    [InlineData("file partial class X : Role { public override System.Collections.Generic.IReadOnlyList<Variable> Variables => []; DEFINE }")]
    [InlineData("[Obsolete(\"x\", true)] public partial class X : Role { DEFINE }")]
    [InlineData("[System.Diagnostics.CodeAnalysis.Experimental(\"X1\")] public partial class X : Role { DEFINE }")]
    [InlineData("public partial class X : Policy { public override void Compose(Roles roles) { } }")]
    public void A_class_that_the_registry_cannot_name_is_not_in_it(string declaration)
    {
        var generated = Generated.From(Usings + "namespace C; " + declaration.Replace("DEFINE", "public override void Define(Host host) { }", StringComparison.Ordinal));
        Assert.DoesNotContain(generated.HintNames, name => name.StartsWith("Contoso.Registry", StringComparison.Ordinal));
    }

    [Fact]
    public void A_nested_role_has_the_name_that_reflection_gives_it_and_its_initialised_properties_are_told()
    {
        var registry = Generated.From(Usings + "namespace C; public partial class Outer { /// <summary>Does it. Well.</summary>\npublic partial class MyRole : Procedure { public string A { get; init; } = \"\"; "
            + "public override System.Threading.Tasks.Task RunAsync(Session host) => System.Threading.Tasks.Task.CompletedTask; } }").File("Contoso.Registry");
        Assert.Contains("\"my-role\", \"C.Outer+MyRole\", typeof(global::C.Outer.MyRole), static () => new global::C.Outer.MyRole())", registry, StringComparison.Ordinal);
        Assert.Contains("{ Summary = \"Does it.\", InitOnly = new string[] { \"A\" }, Includes = global::System.Array.Empty<global::OpsMop.IncludedRole>() },", registry, StringComparison.Ordinal);
    }

    [Fact]
    public void The_contract_version_is_that_of_the_library() =>
        Assert.Contains($"            {ResourceRegistry.ContractVersion},\n", Generated.From(Sample.Types).File("Contoso.Registry"), StringComparison.Ordinal);

    [Fact]
    public void The_registry_names_each_file_that_templates_are_compiled_from_once_with_its_hash()
    {
        const string Policy = "using OpsMop; namespace Contoso; public partial class Site : Policy { public override void Compose(Roles roles) { } "
            + "[Template(\"templates/b.j2\")] private partial Text B(); [Template(\"templates/c.j2\")] private partial string C(); }";
        var generated = Generated.From(
            Generated.Compile([Policy]),
            [("templates/c.j2", "{% include '../shared/a.j2' %}"), ("shared/a.j2", "é\n"), ("templates/unused.j2", "x"), ("templates/b.j2", "{% include '../shared/a.j2' %}b")]);
        generated.ShouldCompile();

        // printf 'é\n' | sha256sum
        Assert.Contains("TemplateDescriptor(\"shared/a.j2\", \"edd3a863872a04239eb29ad4bc12fc892b3d4ae57cc7e786a3697816f8e141c2\"),", generated.File("Contoso.Registry"), StringComparison.Ordinal);
        Assert.Equal(
            ["shared/a.j2", "templates/b.j2", "templates/c.j2"],
            System.Text.RegularExpressions.Regex.Matches(generated.File("Contoso.Registry"), "TemplateDescriptor\\(\"([^\"]*)\"").Select(static match => match.Groups[1].Value));

        // The policy asks for it though the assembly has neither types nor providers.
        Assert.Contains("global::OpsMop.Generated.ContosoRegistry.Instance,", generated.File("Contoso.Site.Policy"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_registry_of_an_assembly_without_templates_is_as_it_was() =>
        Assert.DoesNotContain("TemplateDescriptor", Generated.From(Sample.Types).File("Contoso.Registry"), StringComparison.Ordinal);
}
