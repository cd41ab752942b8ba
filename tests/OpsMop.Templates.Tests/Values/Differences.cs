using System.Globalization;
using System.Text;

namespace OpsMop.Templates.Tests;

/// <summary>Renders the same expressions here and with Jinja2.</summary>
internal static class Differences
{
    /// <summary>Asserts that what is rendered is what Jinja2 renders, and that both know the same errors.</summary>
    /// <param name="expressions">The expressions.</param>
    /// <param name="least">How many there must be: a pool that was emptied by mistake is seen.</param>
    /// <param name="onlyHere">The expressions that are an error here on purpose.</param>
    public static void None(IEnumerable<string> expressions, int least, Func<string, bool>? onlyHere = null)
    {
        string[] all = [.. expressions.Distinct()];
        Assert.True(all.Length >= least, $"{all.Length} expressions");
        (string? Text, string? Error)[] expected = Jinja2.RenderExpressions(all);
        var differences = new StringBuilder();
        int count = 0;
        for (int i = 0; i < all.Length; i++)
        {
            string? text = null;
            string? error = null;
            try
            {
                text = Evaluation.Render(all[i]).ToString();
            }
            catch (TemplateException e)
            {
                error = e.Problem;
            }
            catch (Exception e)
            {
                error = $"CRASH {e}";
            }

            bool crashed = error?.StartsWith("CRASH", StringComparison.Ordinal) == true;

            // Python prints an address, or the word Undefined for what is not there within a list: errors here.
            bool unprintable = expected[i].Text is { } rendered
                && (rendered.Contains(" at 0x", StringComparison.Ordinal) || rendered.Contains("Undefined", StringComparison.Ordinal));
            bool same = !crashed && (unprintable || (onlyHere?.Invoke(all[i]) == true && error is not null) ? error is not null : text == expected[i].Text);
            if (!same && ++count <= 60)
            {
                differences.Append(CultureInfo.InvariantCulture,
                    $"{all[i]}\n  Jinja2: {expected[i].Text ?? expected[i].Error}\n  here:   {text ?? "error: " + error}\n");
            }
        }

        Assert.True(count == 0, $"{count} of {all.Length} differ:\n{differences}");
    }
}
