using System.Collections;
using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace OpsMop.Generators.Tests;

public class IncrementalityTests
{
    private const string Unrelated = "namespace Unrelated; public class C { public int M() => 1; }";

    private static readonly string[] s_steps = (string[])typeof(OpsMopGenerator).Assembly.GetType("OpsMop.Generators.TrackingNames")!.GetField("All")!.GetValue(null)!;

    [Fact]
    public void An_edit_to_an_unrelated_file_changes_nothing()
    {
        var (_, after) = Edit([Sample.Types, Sample.Roles, Sample.Templates, Unrelated], 3, Unrelated.Replace("=> 1", "=> 2", StringComparison.Ordinal));
        foreach (var step in s_steps)
        {
            Assert.All(Reasons(after, step), reason => Assert.True(reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged, $"{step} is {reason}"));
        }

        AssertNothingWritten(after);
    }

    [Fact]
    public void Every_step_has_a_name()
    {
        var (before, _) = Edit([Sample.Types, Sample.Roles, Sample.Templates, Unrelated], 3, Unrelated);
        Assert.Empty(s_steps.Except(before.TrackedSteps.Keys));
    }

    [Theory]
    [InlineData("Slow }", "Slow, Fastest }", "Fastest")]
    [InlineData("Most = 64", "Most = 65", "65")]
    [InlineData("class Limits", "class Words { } public static class Limits", null)]
    public void An_edit_to_another_file_reaches_what_is_declared_with_it(string from, string to, string? expected)
    {
        const string Other = "namespace Contoso { public enum Speed { Fast, Slow } public static class Limits { public const int Most = 64; } }";
        const string Role = """
            using OpsMop;
            namespace Contoso;
            public partial class Paced : Role
            {
                public Speed Speed { get; set; }
                [Range(1, Limits.Most)] public int Workers { get; set; }
                public override void Define(Host host) { }
            }
            """;
        var (before, after) = Edit([Other, Role], 0, Other.Replace(from, to, StringComparison.Ordinal));

        var texts = after.GeneratedSources.Select(source => source.SourceText.ToString()).ToList();
        Assert.NotEmpty(texts);
        if (expected is null)
        {
            AssertNothingWritten(after);
        }
        else
        {
            Assert.DoesNotContain(before.GeneratedSources, source => source.SourceText.ToString().Contains(expected, StringComparison.Ordinal));
            Assert.Contains(texts, text => text.Contains(expected, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void A_comment_in_another_file_of_the_same_class_reaches_its_documentation()
    {
        const string Part = "namespace Contoso { public partial class Split { /// <summary>How many.</summary>\n public int Count { get; set; } } }";
        const string Role = "namespace Contoso { public partial class Split : OpsMop.Role { public override void Define(OpsMop.Host host) { } } }";
        var (_, after) = Edit([Part, Role], 0, Part.Replace("How many.", "How many there are.", StringComparison.Ordinal));

        Assert.Contains(after.GeneratedSources, source => source.SourceText.ToString().Contains("How many there are.", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("host.Echo(", "// a comment\n        host.Echo(")]
    [InlineData("Mode(\"0644\").Groups", "Mode(\"0600\").Groups")]
    public void An_edit_to_a_comment_or_body_of_a_role_changes_nothing(string from, string to)
    {
        var (_, after) = Edit([Sample.Types, Sample.Roles], 1, Sample.Roles.Replace(from, to, StringComparison.Ordinal));
        AssertNothingWritten(after);
    }

    [Fact]
    public void An_edit_to_one_type_writes_that_type_only()
    {
        var (_, after) = Edit([Sample.Types, Sample.Roles], 0, Sample.Types.Replace("public sealed partial class LinkResource : Resource\n{", "public sealed partial class LinkResource : Resource\n{\n    /// <summary>New.</summary>\n    public bool? New { get; }", StringComparison.Ordinal));
        var changed = after.TrackedSteps["ResourceTypes"].SelectMany(step => step.Outputs).Where(output => output.Reason == IncrementalStepRunReason.Modified).ToList();

        Assert.Single(changed);
        Assert.All(Reasons(after, "Registry").Concat(Reasons(after, "Policies")).Concat(Reasons(after, "Roles")), reason => Assert.NotEqual(IncrementalStepRunReason.Modified, reason));
        Assert.Equal(1, Outputs(after).Count(reason => reason == IncrementalStepRunReason.Modified));
    }

    [Theory]
    [InlineData("host.Echo(", "host.Echo($\"more\"); host.Echo(", false)]
    [InlineData("/// <summary>x</summary>\n    public UnixMode? Mode", "/// <summary>y</summary>\n    public int Added { get; set; }\n    public UnixMode? Mode", false)]
    [InlineData("public sealed partial class Upgrade", "public sealed partial class Renamed", true)]
    public void The_registry_is_written_again_for_a_role_that_comes_or_goes_and_not_for_what_is_in_it(string from, string to, bool isWritten)
    {
        Assert.Contains(from, Sample.Roles, StringComparison.Ordinal);
        var (_, after) = Edit([Sample.Types, Sample.Roles], 1, Sample.Roles.Replace(from, to, StringComparison.Ordinal));

        Assert.Equal(isWritten, Reasons(after, "RoleEntries").Concat(Reasons(after, "Registry")).Any(reason => reason is not (IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged)));
        Assert.All(Reasons(after, "Policies"), reason => Assert.True(reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged));
    }

    [Fact]
    public void Models_made_anew_from_the_same_source_are_equal()
    {
        var (before, after) = (Generated.From(Sample.Types, Sample.Roles, Sample.Templates).Result, Generated.From(Sample.Types, Sample.Roles, Sample.Templates).Result);
        foreach (var step in s_steps)
        {
            var (one, other) = (Values(before, step), Values(after, step));
            Assert.NotEmpty(one);
            Assert.Equal(one, other);
            Assert.Equal(one.Select(value => value?.GetHashCode()), other.Select(value => value?.GetHashCode()));
        }
    }

    [Fact]
    public void Models_hold_nothing_of_the_compiler()
    {
        var result = Generated.From(Sample.Types, Sample.Roles, Sample.Templates).Result;
        foreach (var step in s_steps)
        {
            foreach (var value in Values(result, step))
            {
                AssertPlain(value, step);
            }
        }
    }

    [Fact]
    public void The_order_of_files_makes_no_difference()
    {
        string[] sources = [.. Sample.Types.Split("/// <summary>Says something.</summary>") is [var first, var second] ? new[] { first, second[..0] + Header + "/// <summary>Says something.</summary>" + second } : [], Sample.Roles, Sample.Templates, Unrelated];
        var forth = Texts(Generated.From(sources));
        var back = Texts(Generated.From([.. sources.Reverse()]));
        Assert.Equal(forth, back);
    }

    [Fact]
    public void A_compiler_server_may_build_a_project_again()
    {
        // Its options have a resolver that cannot be compared, and the first compilation is still in memory.
        var first = Generated.Compile([Sample.Types]);
        var second = Generated.Compile([Sample.Types]);
        var before = Generated.From(first.WithOptions(first.Options.WithMetadataReferenceResolver(new Incomparable()))).Result;
        var after = Generated.From(second.WithOptions(second.Options.WithMetadataReferenceResolver(new Incomparable()))).Result;
        Assert.Null(before.Exception);
        Assert.Null(after.Exception);
        GC.KeepAlive(first);
    }

    [Fact]
    public void No_compilation_is_kept_alive()
    {
        var (driver, old) = RunTwice();
        for (var i = 0; i < 10 && old.IsAlive; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.False(old.IsAlive);
        GC.KeepAlive(driver);
    }

    private sealed class Incomparable : MetadataReferenceResolver
    {
        public override bool Equals(object? other) => ReferenceEquals(this, other) ? true : throw new NotImplementedException();

        public override int GetHashCode() => throw new NotImplementedException();

        public override System.Collections.Immutable.ImmutableArray<PortableExecutableReference> ResolveReference(string reference, string? baseFilePath, MetadataReferenceProperties properties) => [];
    }

    private const string Header = "using System;\nusing System.Collections.Generic;\nusing System.Threading;\nusing System.Threading.Tasks;\nusing OpsMop;\nnamespace Contoso.Types;\n";

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static (GeneratorDriver Driver, WeakReference Old) RunTwice()
    {
        var old = Generated.Compile([Sample.Types, Sample.Roles, Sample.Templates, Unrelated]);
        var driver = CSharpGeneratorDriver.Create([new OpsMopGenerator().AsSourceGenerator()], parseOptions: Generated.ParseOptions).RunGenerators(old);
        driver = driver.RunGenerators(Generated.Compile([Sample.Types, Sample.Roles, Sample.Templates, Unrelated]));
        return (driver, new WeakReference(old));
    }

    private static (GeneratorRunResult Before, GeneratorRunResult After) Edit(string[] sources, int index, string edited)
    {
        var before = Generated.From(sources);
        var tree = before.Source.SyntaxTrees[index];
        var source = before.Source.ReplaceSyntaxTree(tree, CSharpSyntaxTree.ParseText(edited, Generated.ParseOptions, tree.FilePath));
        return (before.Result, before.Driver.RunGenerators(source).GetRunResult().Results.Single());
    }

    private static IEnumerable<IncrementalStepRunReason> Reasons(GeneratorRunResult result, string step) =>
        result.TrackedSteps[step].SelectMany(run => run.Outputs).Select(output => output.Reason);

    private static IEnumerable<IncrementalStepRunReason> Outputs(GeneratorRunResult result) =>
        result.TrackedOutputSteps.SelectMany(steps => steps.Value).SelectMany(run => run.Outputs).Select(output => output.Reason);

    private static void AssertNothingWritten(GeneratorRunResult result) =>
        Assert.All(Outputs(result), reason => Assert.True(reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged, $"an output is {reason}"));

    private static List<object?> Values(GeneratorRunResult result, string step) =>
        [.. result.TrackedSteps[step].SelectMany(run => run.Outputs).Select(output => (object?)output.Value)];

    private static List<(string, string)> Texts(Generated generated) =>
        [.. generated.Result.GeneratedSources.Select(source => (source.HintName, source.SourceText.ToString())).OrderBy(source => source.HintName, StringComparer.Ordinal)];

    private static void AssertPlain(object? value, string path)
    {
        if (value is null or string || value.GetType() is { IsPrimitive: true } or { IsEnum: true })
        {
            return;
        }

        Assert.False(value.GetType().Assembly.GetName().Name!.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal), $"{path} holds a {value.GetType()}");
        if (value is IEnumerable items)
        {
            foreach (var item in items)
            {
                AssertPlain(item, path + "[]");
            }

            return;
        }

        foreach (var field in value.GetType().GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic))
        {
            AssertPlain(field.GetValue(value), $"{path}.{field.Name}");
        }
    }
}
