namespace OpsMop.Templates.Tests;

/// <summary>The characters that .NET knows and Python 3.11 does not.</summary>
internal static class UnicodeSince15
{
    private static readonly Lazy<HashSet<int>> s_characters = new(static () =>
    {
        if (Jinja2.Missing is not null)
        {
            return [];
        }

        // Python writes what it does not know as an escape.
        int[][] chunks = [.. Enumerable.Range(0x80, 0x20000).Where(static c => c is < 0xd800 or >= 0xe000 && Characters.IsPrintable(c)).Chunk(256)];
        (string? Text,
            string? Error)[] quoted = Jinja2.RenderExpressions([.. chunks.Select(static chunk => $"['{string.Concat(chunk.Select(char.ConvertFromUtf32))}']")]);
        return [.. chunks.SelectMany((chunk, i) =>
            chunk.Where(c => quoted[i].Text!.Contains(c < 0x10000 ? $"\\u{c:x4}" : $"\\U{c:x8}", StringComparison.Ordinal)))];
    });

    public static bool Contains(int c) => s_characters.Value.Contains(c);
}
