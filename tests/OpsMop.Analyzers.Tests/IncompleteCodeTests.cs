using Microsoft.CodeAnalysis;

namespace OpsMop.Analyzers.Tests;

/// <summary>Code that is being typed: half of it is missing, and no analyzer fails on it or takes long.</summary>
public sealed class IncompleteCodeTests
{
    private static readonly string s_correct = Path.GetFullPath(Path.Combine(Baseline.Folder, "..", "Correct"));

    private static readonly string[] s_bodies =
    [
        "host.",
        "host.File(",
        "host.File()",
        "host.File(\"/x\").",
        "host.File(\"/x\").Content(",
        "host.File(\"/x\").Content($\"a {",
        "host.File(\"/x\").Content($\"a {}\");",
        "host.File(\"/x\").Mode(nothing).Content(missing());",
        "host.File(\"/x\", \"/y\").Nope(1).Mode(\"0644\");",
        "host.File(path: ).Mode(mode: );",
        "host.Command($\"a {} {x} 'b {host.Name}\").Unless(",
        "host.Shell($\"\"\"\n  a | {\n",
        "host.Shell(\"a\").Creates()",
        "host.Handler(",
        "host.Handler(\"x\", () => host.Handler(\"x\", ",
        "host.When(, () => host.File(\"/x\"));",
        "host.When(() => , () => { host.",
        "using (host.With(mode: ",
        "using var _ = host.With(mode: \"\", ",
        "foreach (var x in ) host.File(x);",
        "foreach (var (a, ) in b) { host.File(a / b).Content(",
        "var a = host.File(a).After(a); a.After(a",
        "var (a, b) = (host.File(\"/x\"), ); a.Mode(b",
        "switch (host) { case { Name: var n } when n: host.File(n); continue; default: break; }",
        "while (true) { continue; host.Link(\"/x\"); break",
        "try { host.Link(\"/x\").Target( } catch { host.Link(\"/x\") } finally",
        "host.Include<>(); host.Include<Nope>(x => x.); host.Include<Site>();",
        "host.Include<Site>(site => site.Define(host)); Define(host); this.Define(host); base.Define(host);",
        "host.Service(\"x\").RestartOn(host.Service(\"x\").RestartOn(",
        "new Random().; Guid.NewGuid(; DateTime.Now.",
        "Func<int> f = () => host.File(f()); f = f; void g() => g(); g",
        "string s = s + s; host.File(s + s).Content(s / s);",
        "const string c = c + \"/x\"; host.File(c).Mode(c);",
        "Text t = $\"{t}{t}\"; t += t; host.Echo(t);",
        "ref var r = ref r; ref var q = ref host; host.File(r = q",
        "(host.File(\"/x\") ?? host.File(\"/y\") ?? ).Mode(host switch { _ => , null",
        "names.Select(n => host.File(n).Select(m => host.",
        "from x in y select host.File(x) into z where",
        "await host.File(\"/x\"); return await; yield return host.File(",
        "goto x; x: host.File(\"/x\"); goto case",
        "host?.File(\"/x\")?.Content(!)!.Mode(^1..)",
        "#if X\nhost.File(\"/x\")",
        "host.File(\"/x\").Via<>().Via<Nope>().Validate(c => $\"{c",
    ];

    public static TheoryData<string> Bodies => [.. s_bodies];

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task A_half_typed_line_fails_no_analyzer(string body)
    {
        await CheckAsync($"public sealed partial class Site : Role\n{{\n    public string Word {{ get; set; }} = Word;\n\n    public override void Define(Host host)\n    {{\n        {body}\n    }}\n}}\n");
        await CheckAsync($"public sealed partial class Work : Procedure\n{{\n    public override async Task RunAsync(Session host)\n    {{\n        {body}\n    }}\n}}\n");
    }

    [Theory]
    [InlineData("public sealed partial class A : A { public override void Define(Host host) => host.Include<A>(); }")]
    [InlineData("public sealed partial class A : B { public override void Define(Host host) => base.Define(host); } public partial class B : A { }")]
    [InlineData("public sealed partial class A : Role { public override void Define(Host host) { Define(host); B(host); } void B(Host host) { C(host); } void C(Host host) { B(host); host.File(B); } }")]
    [InlineData("public sealed partial class A : Role { public override void Define(Host host) { host.Include<A>(); host.Include<B>(); } } public sealed partial class B : Role { public override void Define(Host host) => host.Include<A>(); }")]
    [InlineData("public sealed partial class A : Role { public string X { get; set; } public string X { get; set; } public override void Define(Host host) { } public override void Define(Host host) { host.File(X); } }")]
    [InlineData("public sealed partial class A : Role { static readonly string s_a = s_b + \"x\"; static readonly string s_b = s_a + \"y\"; public override void Define(Host host) => host.File(s_a).Mode(s_b).Content(s_a + s_b); }")]
    [InlineData("public sealed partial class A : Role { string P => Q; string Q => P; Text T => $\"{T}{P}\"; public override void Define(Host host) => host.File(P).Content(T); }")]
    [InlineData("[ResourceType] public partial class R : Resource { [Key] public { get; } [Needs(] public string? A { get; } [OneOf(nameof(), \"\")] int }")]
    [InlineData("[ResourceType(\"r\")] [OneOf] [Excludes(null)] public sealed partial class R : Resource { [Key, Range(, 5)] public string A { get; } [RegularExpression(\"[\")] public string? B { get; } [Required, Absence] public bool C { get; } }")]
    [InlineData("[Provider<>(\"x\")] public class P : Provider<> { public override ValueTask PlanAsync( }")]
    [InlineData("[Provider<FileResource>(null, Platforms = null)] public class P : Provider<FileResource> { public override async ValueTask PlanAsync(FileResource want, Plan plan, CancellationToken cancel) => await PlanAsync(want, plan, cancel); }")]
    [InlineData("[Targets] public partial class A : Role { public override void Define(Host host) => host.Package(); } [Targets(null, \"\")] public partial class B : Policy { public override void Compose(Roles roles) { roles.Add<>(); roles.Add(new()); roles.Add<A>(null, null, null); } }")]
    [InlineData("public partial class B : Policy { public override void Compose(Roles roles) { Compose(roles); roles.Add<B>(); roles.Add<Missing>(m => m.X = ); roles.Add(roles); } }")]
    [InlineData("class Role { } class A : Role { } namespace OpsMop { public class Host { } public class Role { } }")]
    [InlineData("host.File(\"/x\"); return await Cli.RunAsync<>(args")]
    [InlineData("[assembly: ResourceAlias(typeof(), \"\")] [assembly: ResourceAlias(null, null)] [assembly: Reproducible(1)]")]
    public Task A_declaration_that_is_wrong_in_itself_fails_no_analyzer(string file) => CheckAsync(file);

    [Fact]
    public async Task A_huge_expression_is_read_in_time()
    {
        var sum = string.Join(" + ", Enumerable.Range(0, 400).Select(i => $"$\"{i} {{Word}}\""));
        var chain = string.Concat(Enumerable.Range(0, 300).Select(i => $".Tags(\"t{i}\")"));
        var choice = string.Concat(Enumerable.Range(0, 60).Select(i => $"Word == \"{i}\" ? \"/{i}\" : ")) + "\"/x\"";
        var pipe = string.Join(" | ", Enumerable.Range(0, 300).Select(i => $"a{i} {{Word}} '{i}'"));
        await CheckAsync(
            $$"""
            public sealed partial class Site : Role
            {
                public string Word { get; set; } = "";

                public override void Define(Host host)
                {
                    host.File({{choice}}).Content({{sum}}).Mode("0644"){{chain}};
                    host.Shell($"{{pipe}}").ChangedWhen(_ => false);
                    {{string.Concat(Enumerable.Range(0, 200).Select(i => $"var f{i} = host.File($\"/{{Word}}/{i}\").Mode(\"0644\"){(i > 0 ? $".After(f{i - 1})" : "")};\n"))}}
                }
            }
            """);
    }

    [Fact]
    public async Task A_policy_that_ends_anywhere_fails_no_analyzer()
    {
        // A few places in each of some files; others in each of the next: all of them in all files would take minutes.
        var files = Directory.EnumerateFiles(s_correct, "*.cs").Concat(Directory.EnumerateFiles(Baseline.Folder, "*.wrong.cs")).Order(StringComparer.Ordinal).ToList();
        for (var i = 0; i < files.Count; i += 3)
        {
            var text = await File.ReadAllTextAsync(files[i]);
            await CheckAsync(text[..(text.Length * (1 + (i / 3 % 8)) / 9)]);
        }
    }

    [Fact]
    public async Task A_policy_that_lacks_a_part_fails_no_analyzer()
    {
        var random = new Random(3);
        var files = Directory.EnumerateFiles(s_correct, "*.cs").Concat(Directory.EnumerateFiles(Baseline.Folder, "*.wrong.cs")).Order(StringComparer.Ordinal).ToList();
        for (var i = 1; i < files.Count; i += 6)
        {
            var text = await File.ReadAllTextAsync(files[i]);
            for (var cut = 0; cut < 12; cut++)
            {
                text = text.Remove(random.Next(text.Length - 8), random.Next(1, 8));
            }

            await CheckAsync(text);
        }
    }

    private static async Task CheckAsync(string text)
    {
        var work = PolicyProject.Of(("/src/Policy.cs", text)).DiagnosticsAsync();
        var found = await work.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.True(!found.Any(one => one.Id is "AD0001" or "CS8785"), $"{string.Join("\n", found.Where(one => one.Id is "AD0001" or "CS8785").Select(one => one.ToString()))}\n\n{text}");
    }
}
