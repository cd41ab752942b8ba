using OpsMop.Templates.Corpus;

namespace OpsMop.Templates.Tests;

/// <summary>Templates as people write them for nginx, systemd, Kubernetes and more render as with Jinja2, byte for byte.</summary>
public sealed class WorldTests
{
    private static readonly string s_folder = Path.Combine(AppContext.BaseDirectory, "Jinja2", "world");

    [Jinja2Fact]
    public void Templates_of_the_world_render_as_Jinja2_renders_them()
    {
        IReadOnlyList<WorldCase> cases = WorldCase.All(s_folder);
        IReadOnlyList<(string? Text, string? Error)> answers = Jinja2.Render(cases.Select(static one => one.ForJinja2()));
        var differences = new List<string>();
        for (int i = 0; i < cases.Count; i++)
        {
            (string? text, string? error) = CorpusRenderer.Interpreted(cases[i].Case);
            if (answers[i].Text is not { } expected)
            {
                differences.Add($"=== {cases[i].Name}: Jinja2 says {answers[i].Error}; OpsMop says {error ?? text}");
            }
            else if (text != expected)
            {
                differences.Add($"=== {cases[i].Name}\n--- Jinja2\n{expected}\n--- OpsMop\n{text ?? error}");
            }
            else if (text.Count(static c => c == '\n') < 5)
            {
                differences.Add($"=== {cases[i].Name} writes less than a file of this kind has:\n{text}");
            }
        }

        Assert.True(differences.Count == 0, string.Join("\n", differences));
        Assert.True(cases.Count >= 40, $"There are {cases.Count} templates.");
    }
}
