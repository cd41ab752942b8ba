namespace OpsMop.Templates.Tests;

/// <summary>The characters that .NET knows and Python 3.11 does not.</summary>
internal static class UnicodeSince15
{
    private static readonly Lazy<HashSet<int>> s_characters = new(static () =>
    {
        if (Jinja2Process.Missing is not null)
        {
            return [];
        }

        // What is not printable there but is here was assigned since.
        int[] candidates = [.. Enumerable.Range(0x80, 0x20000).Where(static c => c is < 0xd800 or >= 0xe000 && Characters.IsPrintable(c))];
        (string? Text, string? Error)[] printable = Jinja2Process.Render([.. candidates.Chunk(256).Select(static chunk => "[" + string.Join(",", chunk.Select(static c => $"'{char.ConvertFromUtf32(c)}'.isprintable()|int")) + "]|join")]);
        return [.. candidates.Where((_, i) => printable[i / 256].Text![i % 256] == '0')];
    });

    public static bool Contains(int c) => s_characters.Value.Contains(c);
}
