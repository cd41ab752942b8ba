using System.Text;
using OpsMop.Templates.Corpus;
using OpsMop.Templates.Tests;

namespace OpsMop.Templates.Compiler.Tests;

/// <summary>What a compiled template renders is what Jinja2 renders, byte for byte, whether the types of its values are known to the compiler or not.</summary>
public sealed class CorpusTests
{
    /// <summary>Where a compiled template differs from Jinja2 on purpose: two things that Jinja2 does by how it is made. docs/templates-and-jinja2.md names them.</summary>
    private static readonly string[] s_different =
    [
        "scopes: several elifs of which one sets nothing",
        "scopes: a macro kept in a namespace sees no variable of a loop that ended",
    ];

    private static readonly string s_cases = Path.Combine(AppContext.BaseDirectory, "Jinja2", "cases");

    [Jinja2Fact]
    public void Templates_over_typed_values_render_as_Jinja2_renders_them() => Compare(Corpus.Corpus.All(s_cases), typed: true, atLeast: 2000);

    [Jinja2Fact]
    public void Templates_over_objects_render_as_Jinja2_renders_them() =>
        Compare([.. Corpus.Corpus.Written(s_cases), .. Corpus.Corpus.Made(1, 400)], typed: false, atLeast: 500);

    private static void Compare(IReadOnlyList<CorpusCase> cases, bool typed, int atLeast)
    {
        var answers = Jinja2.Render(cases);
        var compiled = new CompiledCorpus(cases, typed);
        var differences = new List<(int Length, string Shown)>();
        int same = 0;
        int bothFail = 0;
        var refused = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int i = 0; i < cases.Count; i++)
        {
            (string? text, string? error, bool byCompiler) = compiled.Render(i);
            if (text is not null && text == answers[i].Text)
            {
                same++;
            }
            else if (text is null && answers[i].Text is null)
            {
                bothFail++;
            }
            else if (text is null && (byCompiler || cases[i].Refused || IsRefusedOnPurpose(answers[i].Text!, error!)))
            {
                string why = byCompiler ? error!.Split(' ')[0] : "run";
                refused[why] = refused.GetValueOrDefault(why) + 1;
            }
            else if (!(cases[i].Better && answers[i].Text is null) && !s_different.Contains(cases[i].Name))
            {
                differences.Add((cases[i].Length, Show(cases[i], answers[i], text, error)));
            }
        }

        string summary = $"{cases.Count} cases: {same} the same, {bothFail} errors on both sides, refused: {string.Join(", ", refused.Select(static pair => pair.Key + " " + pair.Value))}";
        Assert.True(
            differences.Count == 0,
            $"{summary}; {differences.Count} differ, the smallest:\n{string.Join("\n", differences.OrderBy(static difference => difference.Length).Take(12).Select(static difference => difference.Shown))}");
        Assert.True(same >= atLeast, summary);
    }

    private static bool IsRefusedOnPurpose(string text, string error) =>
        (text.Contains(" at 0x", StringComparison.Ordinal) && error.Contains("text of", StringComparison.Ordinal))
        || (text.Contains("Undefined", StringComparison.Ordinal) && error.Contains("undefined", StringComparison.Ordinal));

    private static string Show(CorpusCase one, (string? Text, string? Error) answer, string? text, string? error)
    {
        var shown = new StringBuilder($"=== {one.Name} | {one.Values}\n");
        foreach ((string name, string template) in one.Templates)
        {
            shown.Append("--- ").Append(name).Append('\n').Append(template).Append('\n');
        }

        return shown.Append("Jinja2:   ").Append(answer.Text ?? answer.Error).Append("\ncompiled: ").Append(text ?? error).ToString();
    }
}
