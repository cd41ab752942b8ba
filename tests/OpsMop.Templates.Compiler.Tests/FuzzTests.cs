using System.Text.RegularExpressions;

namespace OpsMop.Templates.Compiler.Tests;

/// <summary>Whatever a template is, the generator writes something for it, soon.</summary>
public sealed partial class FuzzTests
{
    [Fact]
    public void Templates_whose_parts_were_mixed_up_are_compiled_or_have_a_fault()
    {
        // Several projects: one of all of them takes longer than they do together.
        const int Projects = 8;
        const int Count = 500;
        var cases = Corpus.Corpus.All(Path.Combine(AppContext.BaseDirectory, "Jinja2", "cases"));
        var random = new Random(20261120);
        for (int one = 0; one < Projects; one++)
        {
            var templates = new List<(string Name, string Text)>();
            for (int i = 0; i < Count; i++)
            {
                var texts = cases[random.Next(cases.Count)].Templates;
                string other = cases[random.Next(cases.Count)].Templates.Values.First();
                templates.AddRange(texts.Select(template => ($"c{i}/{template.Key}", Mix(template.Value, other, random))));
            }

            // A generator that throws is a diagnostic, which this refuses.
            var project = CompiledProject.OfFiles([("Fuzz.cs", Methods(Count, "u"))], templates);
            Assert.True(project.Generated.Length > Count * 500);
        }
    }

    [Theory]
    [InlineData("x.a()", ".b().c|join(',')")]
    [InlineData("x", "[0].a")]
    [InlineData("x", "|join('-')")]
    [InlineData("x", " or y")]
    [InlineData("x", " ~ y")]
    [InlineData("x", " if y else x")]
    public void What_repeats_itself_is_compiled_in_a_time_that_grows_with_it(string start, string more)
    {
        string text = "{{ " + start + string.Concat(Enumerable.Repeat(more, 45)) + " }}";
        var project = CompiledProject.OfFiles([("Fuzz.cs", Methods(1, "x", "y"))], [("c0/main", text)]);
        Assert.InRange(project.Generated.Length, 1000, 200_000);
    }

    [Fact]
    public void Templates_that_include_each_other_again_and_again_are_a_fault_soon()
    {
        var templates = Enumerable.Range(0, 40).Select(i => ($"c0/{(i == 0 ? "main" : $"part{i}")}", $"{{% include 'part{i + 1}' %}}{{% include 'part{i + 1}' %}}")).Append(("c0/part40", "x"));
        var project = CompiledProject.OfFiles([("Fuzz.cs", Methods(1, "x"))], templates);
        Assert.Contains("could not be compiled", project.Generated, StringComparison.Ordinal);
    }

    private static string Methods(int count, params string[] parameters) =>
        "public static partial class Fuzz\n{\n"
        + string.Concat(Enumerable.Range(0, count).Select(i =>
            $"[OpsMop.Template(\"templates/c{i}/main\")] public static partial string M{i}({string.Join(", ", parameters.Select(static one => "object " + one))});\n"))
        + "}";

    /// <summary>A template whose tags were moved, doubled, dropped or exchanged with those of another.</summary>
    private static string Mix(string text, string other, Random random)
    {
        var parts = Tags().Split(text).ToList();
        var foreign = Tags().Split(other);
        for (int i = random.Next(4); i >= 0; i--)
        {
            int at = random.Next(parts.Count);
            switch (random.Next(4))
            {
                case 0:
                    parts[at] = "";
                    break;
                case 1:
                    parts.Insert(at, parts[random.Next(parts.Count)]);
                    break;
                case 2:
                    parts[at] = foreign[random.Next(foreign.Length)];
                    break;
                default:
                    int to = random.Next(parts.Count);
                    (parts[at], parts[to]) = (parts[to], parts[at]);
                    break;
            }
        }

        return string.Concat(parts);
    }

    [GeneratedRegex(@"(\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\})", RegexOptions.Singleline)]
    private static partial Regex Tags();
}
