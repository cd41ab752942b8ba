using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace OpsMop.Generators.Tests;

/// <summary>What the registry says of the roles that a role may include.</summary>
public class IncludeTests
{
    private const string Anything = "anything";

    private const string Others = """
        #pragma warning disable CS1591
        using System;
        using OpsMop;
        namespace C
        {
            public partial class Nginx : Role { public int Port { get; set; } public override void Define(Host host) { } }
            public partial class AccessLogs : Role { public override void Define(Host host) { } }
            public static class Names { public const string Blog = "the-blog"; public static readonly string Read = "read"; }
            public static class Stack
            {
                public static void Add(Host host) => host.Include<Nginx>();
                public static void AddAlways(this Host host) => host.Include<Nginx>();
                public static T Include<T>(this Host host, int port) where T : Role, new() => host.Include<T>();
                public static void Look(this HostContext host) { }
                public static void Any<T>(this T thing) { }
            }
        }
        """;

    [Theory]
    [InlineData("", "")]
    [InlineData("host.Include<Nginx>();", "C.Nginx nginx")]
    [InlineData("host.Include<AccessLogs>();", "C.AccessLogs access-logs")]
    [InlineData("host.Include<Nginx>(nginx => nginx.Port = 80);", "C.Nginx nginx")]
    [InlineData("host.Include((Nginx nginx) => nginx.Port = 80);", "C.Nginx nginx")]
    [InlineData("host.Include<Nginx>(name: null);", "C.Nginx nginx")]
    [InlineData("host.Include<Nginx>(name: default);", "C.Nginx nginx")]
    [InlineData("host.Include<Nginx>(null, \"web\");", "C.Nginx web")]
    [InlineData("host.Include<Nginx>(name: Names.Blog, configure: nginx => nginx.Port = 80);", "C.Nginx the-blog")]
    [InlineData("const string A = \"a\"; host.Include<Nginx>(name: $\"{A}-{Names.Blog}\");", "C.Nginx a-the-blog")]
    [InlineData("host.Include<Nginx>(); host.Include<Nginx>(name: \"b\"); host.Include<AccessLogs>(); host.Include<Nginx>();", "C.AccessLogs access-logs|C.Nginx b|C.Nginx nginx")]
    [InlineData("host.When(host.Name == \"a\", () => { host.Parallel(() => host.Include<Nginx>()); });", "C.Nginx nginx")]
    [InlineData("_ = host.Name switch { \"a\" => host.Include<Nginx>(), _ => host.Include<Nginx>(name: \"b\") };", "C.Nginx b|C.Nginx nginx")]
    [InlineData("global::C.Nginx made = (host!).Include<global::C.Nginx>();", "C.Nginx nginx")]
    public void Each_class_is_listed_with_the_name_that_it_gets(string body, string expected) => AssertIncludes(expected, $"public partial class X : Role {{ public override void Define(Host host) {{ {body} }} }}");

    [Theory]
    [InlineData("host.Include<Nginx>(name: Title);", "C.Nginx *")]
    [InlineData("host.Include<Nginx>(name: Names.Read);", "C.Nginx *")]
    [InlineData("host.Include<Nginx>(name: $\"{RoleName}-logs\");", "C.Nginx *-logs")]
    [InlineData("host.Include<Nginx>(name: $\"logs-{RoleName}\");", "C.Nginx logs-*")]
    [InlineData("host.Include<Nginx>(name: $\"a{RoleName}-b-{Names.Blog}\");", "C.Nginx a*-b-the-blog")]
    [InlineData("host.Include<Nginx>(name: $\"{Names.Blog,20}x\");", "C.Nginx *x")]
    [InlineData("host.Include<Nginx>(name: $\"{{a}}{RoleName}\\n\");", "C.Nginx *")]
    [InlineData("host.Include<Nginx>(name: \"a-\" + RoleName + (\"-\" + \"b\"));", "C.Nginx a-*-b")]
    [InlineData("host.Include<Nginx>(name: 1 + 2 + RoleName + 'c');", "C.Nginx *")]
    [InlineData("host.Include<Nginx>(name: RoleName == \"a\" ? \"b\" : null);", "C.Nginx *")]
    [InlineData("foreach (var part in new[] { \"a\", \"b\" }) { host.Include<Nginx>(name: part); }", "C.Nginx *")]
    [InlineData("Func<Action<Nginx>?, string?, string, int, Nginx> include = host.Include<Nginx>;", "C.Nginx *")]
    public void Of_a_name_that_is_not_constant_its_constant_ends_are_listed(string body, string expected) =>
        AssertIncludes(expected, $"public partial class X : Role {{ public string Title {{ get; set; }} = \"\"; public override void Define(Host host) {{ {body} }} }}");

    [Theory]
    [InlineData("public override void Define(Host host) => Part(host); private void Part(Host h) => h.Include<Nginx>();")]
    [InlineData("public override void Define(Host host) { this.Part(1, host: host); } private static void Last(Host x) => x.Include<Nginx>(); private void Part(int a, Host host) => Last(host);")]
    [InlineData("public override void Define(Host host) { Part(host); void Part(Host inner) { inner.When(true, () => inner.Include<Nginx>()); } }")]
    [InlineData("public override void Define(Host host) { Part(); void Part() => host.Include<Nginx>(); }")]
    [InlineData("public override void Define(Host host) { _ = nameof(host); Part<int>(host); } private void Part<T>(Host host) => host.Include<Nginx>();")]
    [InlineData("public override void Define(Host host) { _other(host.Name); host.Include<Nginx>(); } private readonly Action<string> _other = host => { _ = host; };")]
    [InlineData("public override void Define(Host host) { host.Include<Nginx>(); } public void Say(string host) => Console.WriteLine(host);")]
    [InlineData("public override void Define(OpsMop.Host host) { Part(host); } private void Part(Alias other) { other.Include<Nginx>(); other.FlushHandlers(); }")]
    [InlineData("public override void Define(Host host) { host.Include<Nginx>(); new System.Collections.Generic.List<int>().Include(1); }")]
    public void Methods_of_the_class_are_read_too(string members) =>
        AssertIncludes("C.Nginx nginx", $"public partial class X : Role {{ {members} }} public static class Lists {{ public static void Include<T>(this System.Collections.Generic.List<T> list, T item) => list.Add(item); }}");

    [Theory]
    [InlineData("private void Part<T>(Host host) where T : Role, new() => host.Include<T>();", "Part<Nginx>(host);")]
    [InlineData("private void Part<Nginx>(Host host) where Nginx : Role, new() => host.Include<Nginx>();", "Part<AccessLogs>(host);")]
    [InlineData("private void Part(Host host) { }", "Action<Host> Part = Stack.Add; Part(host);")]
    [InlineData("", "Stack.Add(host);")]
    [InlineData("", "host.AddAlways();")]
    [InlineData("", "host.Look();")]
    [InlineData("", "host.Any();")]
    [InlineData("", "host.Include<Nginx>(80);")]
    [InlineData("", "Action<Host> add = Stack.Add; add(host);")]
    [InlineData("", "var other = host; other.Include<Nginx>();")]
    [InlineData("private Host? _host;", "_host = host;")]
    [InlineData("private static void Part(Alias other) => Stack.Add(other);", "Part(host);")]
    [InlineData("", "new Nginx().Define(host);")]
    [InlineData("", "_ = new object[] { host };")]
    [InlineData("private void Part(object thing) => Stack.Add((Host)thing);", "Part(host);")]
    [InlineData("private void Part(params object[] things) => Stack.Add((Host)things[0]);", "Part(host, host);")]
    [InlineData("private void Part<T>(T thing) { if (thing is Host host) { Stack.Add(host); } }", "Part(host);")]
    [InlineData("private void Part(HostContext context) => Stack.Add((Host)context);", "Part(host);")]
    [InlineData("private void Part(Kept kept) { } private sealed class Kept { public static implicit operator Kept(Host host) { Stack.Add(host); return new Kept(); } }", "Part(host);")]
    [InlineData("private sealed class Kept { public Kept(Host host) => Stack.Add(host); }", "_ = new Kept(host);")]
    [InlineData("", "host.SomethingThatIsGeneratedElsewhere();")]
    [InlineData("private int this[Host host] { get { Stack.Add(host); return 1; } }", "_ = this[host];")]
    public void Where_the_host_goes_out_of_sight_anything_may_be_included(string members, string body) =>
        AssertIncludes(Anything, $"public partial class X : Role {{ {members} public override void Define(Host host) {{ {body} }} }}");

    [Fact]
    public void The_methods_that_are_generated_beside_a_role_are_known()
    {
        const string Role = "[assembly: ResourceAlias(typeof(C.ThingResource), \"stuff\")] namespace C { public partial class X : Role { public override void Define(Host host) { host.Thing(\"a\"); host.Stuff(\"b\"); Part(host, host.Thing(\"c\")); } private void Part(Host host, object thing) => host.Include<Nginx>(); } ";
        AssertIncludes("C.Nginx nginx", Role + "/// <summary>A.</summary>\n[ResourceType(\"thing\")] public partial class ThingResource : Resource { /// <summary>A.</summary>\n[Key] public string Id { get; } } }", inNamespace: false);
        AssertIncludes(Anything, Role + "/// <summary>A.</summary>\n[ResourceType(\"thong\")] public partial class ThingResource : Resource { /// <summary>A.</summary>\n[Key] public string Id { get; } } }", inNamespace: false);
    }

    [Fact]
    public void What_base_classes_include_is_listed()
    {
        AssertIncludes("C.AccessLogs a|C.Nginx nginx", """
            public abstract class Lowest : Role { protected void Log(Host host) => host.Include<AccessLogs>(name: "a"); }
            public abstract class Base<T> : Lowest { public override void Define(Host host) { host.Include<Nginx>(); More(host); } protected abstract void More(Host host); }
            public partial class X : Base<int> { protected override void More(Host host) => Log(host); }
            """);
        AssertIncludes(Anything, "public abstract class Base<T> : Role where T : Role, new() { public override void Define(Host host) => host.Include<T>(); } public partial class X : Base<Nginx> { }");
    }

    [Fact]
    public void A_base_class_in_another_assembly_may_include_anything()
    {
        var library = Generated.From(Generated.Compile(["using OpsMop; namespace Lib; public abstract class Base : Role { }"], "Lib"));
        var role = Generated.From(Generated.Compile(["namespace C; public partial class X : Lib.Base { public override void Define(OpsMop.Host host) { } }"], "Contoso", library.Reference()));
        Assert.Equal(Anything, IncludesOf("x", role.File("Contoso.Registry")));
    }

    [Fact]
    public void A_role_of_another_assembly_is_listed_as_one_of_the_same()
    {
        var library = Generated.From(Generated.Compile(["namespace Lib; public static partial class Outer { public partial class Web : OpsMop.Role { public override void Define(OpsMop.Host host) { } } }"], "Lib"));
        var role = Generated.From(Generated.Compile(["namespace C; public partial class X : OpsMop.Role { public override void Define(OpsMop.Host host) => host.Include<Lib.Outer.Web>(); }"], "Contoso", library.Reference()));
        Assert.Equal("Lib.Outer+Web web", IncludesOf("x", role.File("Contoso.Registry")));
    }

    [Fact]
    public void A_class_in_a_role_is_read_where_it_is_a_role_and_nowhere_else()
    {
        const string Nested = "public partial class X : Role { public override void Define(Host host) => host.Include<Inner>(); public partial class Inner : Role { public override void Define(Host host) => host.Include<Nginx>(); } }";
        AssertIncludes("C.X+Inner inner", Nested);
        AssertIncludes("C.Nginx nginx", Nested, name: "inner");
    }

    [Fact]
    public void A_procedure_includes_nothing() =>
        AssertIncludes("", "public partial class X : Procedure { public override System.Threading.Tasks.Task RunAsync(Session host) => System.Threading.Tasks.Task.FromResult(host); }");

    [Fact]
    public void All_parts_of_a_class_are_read_and_an_edit_of_any_is_seen()
    {
        string[] sources =
        [
            Others,
            "namespace C; public abstract class Base : OpsMop.Role { protected void Common(OpsMop.Host host) { host.Include<Nginx>(name: \"common\"); } }",
            "namespace C; public partial class X : Base { public override void Define(OpsMop.Host host) { Common(host); Part(host); } }",
            "namespace C; public partial class X { private void Part(OpsMop.Host host) { host.Include<Nginx>(name: \"part\"); } }",
            "namespace C; public partial class Y : Base { public override void Define(OpsMop.Host host) { Common(host); } }",
        ];
        var before = Generated.From(sources);
        Assert.Equal("C.Nginx common|C.Nginx part", IncludesOf("x", before.File("Contoso.Registry")));
        Assert.Equal("C.Nginx common", IncludesOf("y", before.File("Contoso.Registry")));

        var trees = before.Source.SyntaxTrees;
        var edited = before.Source.ReplaceSyntaxTree(trees[1], Edited(trees[1], "common", "uncommon"));
        edited = edited.ReplaceSyntaxTree(edited.SyntaxTrees[3], Edited(trees[3], "\"part\"", "\"whole\""));
        var after = before.Driver.RunGenerators(edited).GetRunResult().Results.Single().GeneratedSources.Single(source => source.HintName.StartsWith("Contoso.Registry", StringComparison.Ordinal)).SourceText.ToString();
        Assert.Equal("C.Nginx uncommon|C.Nginx whole", IncludesOf("x", after));
        Assert.Equal("C.Nginx uncommon", IncludesOf("y", after));

        static SyntaxTree Edited(SyntaxTree tree, string from, string to) =>
            CSharpSyntaxTree.ParseText(tree.ToString().Replace(from, to, StringComparison.Ordinal), Generated.ParseOptions, tree.FilePath);
    }

    private static void AssertIncludes(string expected, string declarations, string name = "x", bool inNamespace = true)
    {
        var generated = Generated.From(Others, $"#pragma warning disable CS1591\nusing System;\nusing OpsMop;\nusing Alias = OpsMop.Host;\n{(inNamespace ? "namespace C;\n" : "")}{declarations}");
        Assert.Equal(expected, IncludesOf(name, generated.File("Contoso.Registry")));
    }

    private static string IncludesOf(string name, string registry)
    {
        var lines = registry.Split('\n');
        var line = lines[Array.FindIndex(lines, line => line.Contains($"RoleDescriptor(\"{name}\"", StringComparison.Ordinal)) + 1];
        var at = line.IndexOf("Includes = ", StringComparison.Ordinal);
        return at < 0 ? Anything : string.Join('|', System.Text.RegularExpressions.Regex.Matches(line[at..], "IncludedRole\\(\"([^\"]*)\", \"([^\"]*)\"(?:, \"([^\"]*)\")?\\)")
            .Select(static match => $"{match.Groups[1].Value} {match.Groups[2].Value}{(match.Groups[3].Success ? "*" + match.Groups[3].Value : "")}"));
    }
}
