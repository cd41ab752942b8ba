using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization;
using OpsMop.Templates.Corpus;

namespace OpsMop.Templates.Tests;

/// <summary>The Jinja2 that this language is measured with: that of the machine's own Python.</summary>
internal static class Jinja2
{
    private const string Python = "/usr/bin/python3";

    /// <summary>Why it cannot be asked here; null if it can.</summary>
    public static string? Missing { get; } = IsInstalled() ? null : "needs python3-jinja2 of the system's own Python, which is not installed";

    /// <summary>What cases render to, or what is wrong with them.</summary>
    public static IReadOnlyList<(string? Text, string? Error)> Render(IEnumerable<CorpusCase> cases) =>
        [.. Ask<List<Question>, List<Answer>>("render.py", [.. cases.Select(Question.Of)]).Select(static answer => (answer.Text, answer.Error))];

    /// <summary>What expressions render to, or what is wrong with them.</summary>
    public static (string? Text, string? Error)[] RenderExpressions(IReadOnlyList<string> expressions) =>
        [.. Ask<IReadOnlyList<string>, string?[][]>("expressions.py", expressions).Select(static result => (result[0], result[1]))];

    /// <summary>Runs a script of this folder once, with a question as JSON on its input; the answer on its output.</summary>
    public static TAnswer Ask<TQuestion, TAnswer>(string script, TQuestion question)
    {
        var start = new ProcessStartInfo(Python, [Path.Combine(AppContext.BaseDirectory, "Jinja2", script)])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        JsonSerializer.Serialize(process.StandardInput.BaseStream, question);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, errors.Result);
        return JsonSerializer.Deserialize<TAnswer>(output)!;
    }

    private static bool IsInstalled()
    {
        if (!File.Exists(Python))
        {
            return false;
        }

        using var process = Process.Start(new ProcessStartInfo(Python, ["-c", "import jinja2"]) { RedirectStandardError = true })!;
        process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0;
    }

    private sealed record Question(
        [property: JsonPropertyName("templates")] IReadOnlyDictionary<string, string> Templates,
        [property: JsonPropertyName("values")] string Values,
        [property: JsonPropertyName("options")] Dictionary<string, object?> Options)
    {
        public static Question Of(CorpusCase one) => new(one.Templates, one.Values, new Dictionary<string, object?>
        {
            ["trim_blocks"] = one.TrimBlocks,
            ["lstrip_blocks"] = one.LstripBlocks,
            ["keep_trailing_newline"] = one.KeepTrailingNewline,
            ["line_statement_prefix"] = one.LineStatementPrefix,
            ["line_comment_prefix"] = one.LineCommentPrefix,
        });
    }

    private sealed record Answer([property: JsonPropertyName("text")] string? Text, [property: JsonPropertyName("error")] string? Error);
}
