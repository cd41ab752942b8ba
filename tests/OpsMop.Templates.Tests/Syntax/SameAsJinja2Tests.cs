using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using OpsMop.Templates.Syntax;

namespace OpsMop.Templates.Tests.Syntax;

/// <summary>What Jinja2 accepts is accepted, with the same tree; what it refuses is refused.</summary>
public sealed class SameAsJinja2Tests
{
    /// <summary>Faults where Jinja2 has none, on purpose: a clear error is better than what happens there.</summary>
    private static readonly string[] OurFaults =
    [
        "special 'caller' parameter", "Characters by name, '\\N{…}'", "half of one", "nested too deeply", "The expression is too long", "is not supported",
        "Keyword argument repeated",
    ];

    /// <summary>
    /// Where Python gives up, and not Jinja2's language; and where Jinja2 makes code of a right template that is none: of an empty print statement
    /// before what extends, and of a name that only a set block's filter uses.
    /// </summary>
    private static readonly string[] PythonsLimits =
    [
        "too many statically nested blocks", "too many levels of indentation", "too many nested parentheses", "RecursionError",
        "IndentationError: expected an indented block", "Tried to resolve a name to a reference that was unknown to the frame",
    ];

    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Jinja2Fact]
    public void Every_template_written_by_hand_is_parsed_as_Jinja2_does() =>
        Compare(RandomTemplate.OptionSets.SelectMany(static o => HandWritten.All.Select(t => (t, o))).ToList());

    [Jinja2Fact]
    public void Templates_made_by_chance_are_parsed_as_Jinja2_does()
    {
        const int Seed = 20_240_601;
        var templates = new List<(string Template, SyntaxOptions Options)>();
        for (int i = 0; i < 8_000; i++)
        {
            var options = RandomTemplate.OptionSets[i % RandomTemplate.OptionSets.Length];
            templates.Add((new RandomTemplate(Seed + i, options).Next(), options));
        }

        int accepted = Compare(templates);
        Assert.InRange(accepted, 2_500, 7_900);
    }

    [Jinja2Fact]
    public void Expressions_made_by_chance_are_parsed_as_Jinja2_does()
    {
        const int Seed = 7_000_000;
        var templates = new List<(string Template, SyntaxOptions Options)>();
        for (int i = 0; i < 8_000; i++)
        {
            templates.Add(("{{ " + new RandomTemplate(Seed + i, SyntaxOptions.Default).Expression(2 + (i % 4)) + " }}", SyntaxOptions.Default));
        }

        int accepted = Compare(templates);
        Assert.InRange(accepted, 3_000, 7_900);
    }

    [Jinja2Fact]
    public void Spoiled_templates_are_parsed_as_Jinja2_does()
    {
        const int Seed = 99_000_000;
        var templates = new List<(string Template, SyntaxOptions Options)>();
        for (int i = 0; i < 8_000; i++)
        {
            var options = RandomTemplate.OptionSets[i % RandomTemplate.OptionSets.Length];
            var random = new RandomTemplate(Seed + i, options);
            templates.Add((random.Mutate(HandWritten.All[i % HandWritten.All.Count]), options));
        }

        Compare(templates);
    }

    private static int Compare(List<(string Template, SyntaxOptions Options)> templates)
    {
        // What has half a character does not survive the way to Python.
        templates = templates.ConvertAll(static t => (Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(t.Template)), t.Options));
        var answers = Jinja2.Ask<List<Question>, List<Answer>>("parse.py", templates.ConvertAll(static t => new Question(t.Template, Python(t.Options))));
        var wrong = new StringBuilder();
        int count = 0;
        int accepted = 0;
        for (int i = 0; i < templates.Count; i++)
        {
            var (template, options) = templates[i];
            var answer = answers[i];
            var tree = TemplateParser.Parse(new SourceLines("t", template), options, out var fault);
            accepted += tree is null ? 0 : 1;
            string? difference = null;
            if (!answer.Accepted)
            {
                bool isPythons = PythonsLimits.Any(l => answer.Error!.Contains(l, StringComparison.Ordinal));
                difference = tree is null || isPythons ? null : $"Jinja2 refuses it: {answer.Error}";
            }
            else if (answer.Unclosed)
            {
                bool isSaid = fault is not null && fault.Message.StartsWith("Missing end of", StringComparison.Ordinal);
                difference = isSaid ? null : "nothing closes it, and there is no fault";
            }
            else if (tree is null)
            {
                difference = OurFaults.Any(f => fault!.Message.Contains(f, StringComparison.Ordinal)) ? null : $"Jinja2 accepts it; here: {fault!.Message}";
            }
            else if (SyntaxDump.Of(tree) != answer.Tree)
            {
                difference = $"\n  Jinja2: {answer.Tree}\n  here:   {SyntaxDump.Of(tree)}";
            }

            if (difference is not null && ++count <= 20)
            {
                int set = Array.IndexOf(RandomTemplate.OptionSets, options);
                wrong.Append($"\n#{i} {JsonSerializer.Serialize(template, Readable)} with option set {set}: {difference}");
            }
        }

        Assert.True(count == 0, $"{count} of {templates.Count} differ:{wrong}");
        return accepted;
    }

    private static Dictionary<string, object> Python(SyntaxOptions options)
    {
        var result = new Dictionary<string, object>
        {
            ["block_start_string"] = options.BlockStart,
            ["block_end_string"] = options.BlockEnd,
            ["variable_start_string"] = options.VariableStart,
            ["variable_end_string"] = options.VariableEnd,
            ["comment_start_string"] = options.CommentStart,
            ["comment_end_string"] = options.CommentEnd,
            ["trim_blocks"] = options.TrimBlocks,
            ["lstrip_blocks"] = options.LstripBlocks,
            ["keep_trailing_newline"] = options.KeepTrailingNewline,
        };
        if (options.LineStatementPrefix is { } statement)
        {
            result["line_statement_prefix"] = statement;
        }

        if (options.LineCommentPrefix is { } comment)
        {
            result["line_comment_prefix"] = comment;
        }

        return result;
    }

    private sealed record Question(
        [property: JsonPropertyName("template")] string Template, [property: JsonPropertyName("options")] Dictionary<string, object> Options);

    private sealed record Answer(
        [property: JsonPropertyName("accepted")] bool Accepted,
        [property: JsonPropertyName("unclosed")] bool Unclosed,
        [property: JsonPropertyName("error")] string? Error,
        [property: JsonPropertyName("tree")] string? Tree);
}
