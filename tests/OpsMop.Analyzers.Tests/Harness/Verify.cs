using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace OpsMop.Analyzers.Tests;

/// <summary>Asserts what compiler and analyzers say of a policy, and nothing else.</summary>
internal static class Verify
{
    /// <summary>Rules about habits, which a test of another rule does not speak of.</summary>
    private static readonly string[] s_habits = ["OPM1008", "OPM2008", "OPM2014", "OPM2017", "OPM3001", "OPM3002", "OPM3003", "OPM4004"];

    /// <summary>The body of <c>Define</c> of a role, with marks.</summary>
    /// <param name="body">The body.</param>
    /// <param name="withHabits">Whether habits count though no mark speaks of them.</param>
    public static Task<ImmutableArray<Diagnostic>> DefineAsync(string body, bool withHabits = false) => FileAsync(
        $$"""
        public sealed partial class Site : Role
        {
            public bool Condition { get; set; }
            public bool Other { get; set; }
            public string Word { get; set; } = "";
            public string? Maybe { get; set; }
            public IReadOnlyList<string> Names { get; set; } = [];
            public AbsolutePath Folder { get; set; }
            public UnixMode Mode { get; set; }
            public Secret Password { get; set; } = null!;

            public override void Define(Host host)
            {
                {{body.ReplaceLineEndings("\n").Replace("\n", "\n        ", StringComparison.Ordinal)}}
            }
        }
        """,
        withHabits);

    /// <summary>The body of <c>Define</c> of a role, of which one rule must say nothing, whatever others say.</summary>
    public static async Task SilentAsync(string id, string body)
    {
        var text = $$"""
            public sealed partial class Site : Role
            {
                public string Word { get; set; } = "";

                public override void Define(Host host)
                {
                    {{body}}
                }
            }
            """;
        Assert.Empty((await PolicyProject.Of(("/src/Policy.cs", text)).DiagnosticsAsync()).Where(one => one.Id == id || one.Id.StartsWith("CS0", StringComparison.Ordinal)).Select(one => one.ToString()));
    }

    /// <summary>The body of <c>RunAsync</c> of a procedure, with marks.</summary>
    public static Task<ImmutableArray<Diagnostic>> ProcedureAsync(string body) => FileAsync(
        $$"""
        public sealed partial class Work : Procedure
        {
            public bool Condition { get; set; }
            public string Word { get; set; } = "";
            public AbsolutePath Folder { get; set; }

            public override async Task RunAsync(Session host)
            {
                await Task.Yield();
                {{body.ReplaceLineEndings("\n").Replace("\n", "\n        ", StringComparison.Ordinal)}}
            }
        }
        """);

    /// <summary>A whole file, with marks. Habits count only where the marks speak of them.</summary>
    /// <param name="text">The file.</param>
    /// <param name="withHabits">Whether they count anyway.</param>
    public static async Task<ImmutableArray<Diagnostic>> FileAsync(string text, bool withHabits = false)
    {
        var markup = Markup.Parse(text);
        var left = (withHabits ? Enumerable.Empty<string>() : s_habits).Except(markup.Expected.Select(one => one.Id)).Append("CS1591").ToArray();
        var diagnostics = await PolicyProject.Of(("/src/Policy.cs", markup.Source)).DiagnosticsAsync(left);
        AssertEqual(markup, diagnostics);
        return diagnostics;
    }

    /// <summary>A role with templates, with marks in both. Of an error of the compiler only the beginning counts: how long it is, generated code does not say.</summary>
    /// <param name="members">The members of the role.</param>
    /// <param name="templates">The templates, by their names in <c>templates</c>.</param>
    public static async Task<ImmutableArray<Diagnostic>> TemplatesAsync(string members, params (string Name, string Text)[] templates)
    {
        string role = $$"""
            public sealed record Upstream(string Host, int Port, string? Comment, IReadOnlyList<string> Tags);

            public sealed record Account(string Name, Secret Password);

            public sealed partial class Site : Role
            {
                public string Domain { get; set; } = "";
                public Secret Password { get; set; } = null!;

                public override void Define(Host host)
                {
                }

                {{members}}
            }
            """;
        var files = templates.Select(static template => ("/src/templates/" + template.Name, Markup.Parse(template.Text))).Prepend(("/src/Policy.cs", Markup.Parse(role))).ToList();
        var found = await PolicyProject.Of(("/src/Policy.cs", files[0].Item2.Source))
            .WithTemplates([.. files.Skip(1).Select(static file => (file.Item1["/src/".Length..], file.Item2.Source))])
            .DiagnosticsAsync([.. s_habits, "CS1591"]);
        var expected = files.SelectMany(static file => file.Item2.Expected.Select(mark =>
        {
            var lines = SourceText.From(file.Item2.Source).Lines;
            return Place(mark.Id, file.Item1, lines.GetLinePosition(mark.Span.Start), lines.GetLinePosition(mark.Span.End));
        }));
        Assert.Equal(
            string.Join("\n", expected.Order(StringComparer.Ordinal)),
            string.Join("\n", found.Select(static one => one.Location.GetMappedLineSpan() is var at ? (Place(one.Id, at.Path, at.StartLinePosition, at.EndLinePosition), one.GetMessage()) : default)
                .OrderBy(static one => one.Item1, StringComparer.Ordinal)
                .Select(one => expected.Contains(one.Item1) ? one.Item1 : $"{one.Item1}: {one.Item2}")));
        return found;
    }

    private static string Place(string id, string path, LinePosition start, LinePosition end) =>
        id.StartsWith("OPM", StringComparison.Ordinal) ? $"{path}({start})-({end}) {id}" : $"{path}({start}) {id}";

    /// <summary>Compares what was found with the marks.</summary>
    public static void AssertEqual(Markup markup, IEnumerable<Diagnostic> diagnostics)
    {
        var expected = markup.Expected.Select(one => Describe(markup.Source, one.Id, one.Span.Start, one.Span.End, null));
        var found = diagnostics.Select(one => (one, Text: Describe(markup.Source, one.Id, one.Location.SourceSpan.Start, one.Location.SourceSpan.End, null))).ToList();
        if (!expected.Order(StringComparer.Ordinal).SequenceEqual(found.Select(one => one.Text).Order(StringComparer.Ordinal)))
        {
            Assert.Fail($"Expected:\n{string.Join("\n", expected)}\n\nFound:\n{string.Join("\n", found.Select(one => $"{one.Text}  {one.one.GetMessage()}"))}\n\nSource:\n{markup.Source}");
        }
    }

    private static string Describe(string source, string id, int start, int end, string? message) =>
        $"{id} line {source[..Math.Min(start, source.Length)].Count(c => c == '\n') + 1}: {(end <= source.Length ? source[start..end].ReplaceLineEndings("⏎") : "(in generated code)")}{message}";
}
