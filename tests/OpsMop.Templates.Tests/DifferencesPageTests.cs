namespace OpsMop.Templates.Tests;

/// <summary>What docs/templates-and-jinja2.md says is refused is refused, in these words.</summary>
public sealed class DifferencesPageTests
{
    [Fact]
    public void What_the_page_says_is_refused_is_refused_in_its_words()
    {
        string[] rows = [.. File.ReadLines(Page()).Where(static line => line.StartsWith("| `{", StringComparison.Ordinal))];
        Assert.True(rows.Length >= 20, $"{rows.Length} rows");
        var wrong = new List<string>();
        foreach (string row in rows)
        {
            string[] cells = row.Replace("\\|", "\0", StringComparison.Ordinal).Split('|', StringSplitOptions.TrimEntries);
            string template = Code(cells[1]);
            string said = Said(template);
            if (said != Code(cells[2]))
            {
                wrong.Add($"{template}\t{said}");
            }
        }

        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
    }

    private static string Code(string cell) => cell.Trim('`').Replace('\0', '|');

    private static string Said(string template)
    {
        try
        {
            return "It renders: " + Template.Parse(template).RenderString(new TemplateValues { ["xs"] = new[] { 1, 2 } });
        }
        catch (TemplateException fault)
        {
            return fault.Problem;
        }
    }

    private static string Page()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "OpsMop.sln")))
        {
            folder = folder.Parent!;
        }

        return Path.Combine(folder.FullName, "docs", "templates-and-jinja2.md");
    }
}
