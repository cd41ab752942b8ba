using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

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
