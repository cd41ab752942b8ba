using System.Globalization;
using System.Text;
using DiffPlex;
using OpsMop.Engine.Security;

namespace OpsMop.Engine.Diffs;

/// <summary>
/// Renders how a file's content differs as a unified diff that <c>patch</c> takes, with three lines of context. Where a secret is in it, only what the
/// new text may show is shown, and nothing of the old content but lines that stand in the new one too.
/// </summary>
public static class UnifiedDiff
{
    private const int Context = 3;
    private const int LargestText = 1024 * 1024;

    // Beyond this many pairs of lines the search for the smallest difference takes seconds; what is left after the common head and tail is then replaced as a whole.
    private const long MostPairs = 100_000_000;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The diff, its lines ended by <c>\n</c>; one line for what is no text, larger than 1 MiB or not in memory; empty where nothing differs.</summary>
    /// <param name="diff">The content before and after.</param>
    public static string Render(ContentDiff diff)
    {
        ArgumentNullException.ThrowIfNull(diff);
        var hidden = diff.After is { IsSecret: true } || diff.HidesBefore;
        if (diff.After is { Bytes: null } elsewhere)
        {
            return elsewhere.KnownHash.IsGiven
                ? $"content from elsewhere, with the SHA-256 {elsewhere.KnownHash}\n"
                : "content from elsewhere, fetched when it is applied\n";
        }

        var before = diff.Before ?? default;
        var after = diff.After?.Bytes ?? default;
        if (before.Span.SequenceEqual(after.Span) && diff.Before is null == diff.After is null)
        {
            return "";
        }

        if (diff.After is null && hidden)
        {
            return "secret content is removed\n";
        }

        if (before.Length > LargestText || after.Length > LargestText || Decode(before) is not { } old || Decode(after) is not { } wanted
            || (diff.After is { IsSecret: true } secret && secret.Text is null && secret.Shown is null))
        {
            return hidden
                ? "secret content differs\n"
                : $"binary content differs ({(diff.Before is null ? "nothing" : Size(before.Length))} → {(diff.After is null ? "nothing" : Size(after.Length))})\n";
        }

        var oldLines = new TextLines(old);
        var newLines = new TextLines(wanted);
        var shown = hidden ? ShownLines(diff.After!, newLines) : null;
        var text = new StringBuilder();
        text.Append("--- ").Append(diff.Before is null ? "/dev/null" : Label(diff.Path)).Append('\n');
        text.Append("+++ ").Append(diff.After is null ? "/dev/null" : Label(diff.Path)).Append('\n');
        WriteHunks(text, oldLines, newLines, shown, Blocks(oldLines, newLines));

        // A text that is not secret may still hold what another one keeps secret.
        return Redactor.Mask(text.ToString());
    }

    private static string Label(AbsolutePath path) => path.ToString().Replace("\n", "\\n", StringComparison.Ordinal).Replace("\t", "\\t", StringComparison.Ordinal);

    private static string? Decode(ReadOnlyMemory<byte> bytes)
    {
        if (bytes.Span.Contains((byte)0))
        {
            return null;
        }

        try
        {
            return StrictUtf8.GetString(bytes.Span);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    private static string Size(long bytes) => bytes switch
    {
        < 1000 => $"{bytes} B",
        < 1_000_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e3:0.#} kB"),
        < 1_000_000_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:0.#} MB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e9:0.#} GB"),
    };

    // Each line of the new content as it may be seen. A text knows its secret parts; of anything else only what its shown form has, line by line, is known.
    private static string[] ShownLines(FileContent after, TextLines lines)
    {
        var shown = new string[lines.Count];
        var visible = after.Text is null && after.IsSecret ? after.Shown!.Split('\n').ToHashSet(StringComparer.Ordinal) : null;
        for (var i = 0; i < shown.Length; i++)
        {
            var (start, length) = lines.RangeOf(i);
            var line = lines.Line(i);
            shown[i] = visible is not null ? (visible.Contains(line) ? line : "***")
                : after.Text is { IsSecret: true } text ? text.Show(start, length)
                : line;
        }

        return shown;
    }

    private static List<Block> Blocks(TextLines old, TextLines wanted)
    {
        var head = 0;
        while (head < old.Count && head < wanted.Count && old.Piece(head).SequenceEqual(wanted.Piece(head)))
        {
            head++;
        }

        var tail = 0;
        while (tail < old.Count - head && tail < wanted.Count - head && old.Piece(old.Count - 1 - tail).SequenceEqual(wanted.Piece(wanted.Count - 1 - tail)))
        {
            tail++;
        }

        var oldCount = old.Count - head - tail;
        var newCount = wanted.Count - head - tail;
        if (oldCount == 0 || newCount == 0 || (long)oldCount * newCount > MostPairs)
        {
            return [new Block(head, oldCount, head, newCount)];
        }

        var result = new Differ().CreateCustomDiffs(
            old.Slice(head, oldCount),
            wanted.Slice(head, newCount),
            ignoreWhiteSpace: false,
            text => new TextLines(text).Pieces());
        return [.. result.DiffBlocks.Select(block => new Block(head + block.DeleteStartA, block.DeleteCountA, head + block.InsertStartB, block.InsertCountB))];
    }

    private static void WriteHunks(StringBuilder text, TextLines old, TextLines wanted, string[]? shown, List<Block> blocks)
    {
        var visible = shown?.ToHashSet(StringComparer.Ordinal);
        for (var first = 0; first < blocks.Count;)
        {
            var last = first;
            while (last + 1 < blocks.Count && blocks[last + 1].OldStart - blocks[last].OldEnd <= 2 * Context)
            {
                last++;
            }

            var lead = Math.Min(Context, blocks[first].OldStart);
            var trail = Math.Min(Context, old.Count - blocks[last].OldEnd);
            var oldStart = blocks[first].OldStart - lead;
            var newStart = blocks[first].NewStart - lead;
            text.Append("@@ -").Append(Range(oldStart, blocks[last].OldEnd + trail - oldStart))
                .Append(" +").Append(Range(newStart, blocks[last].NewEnd + trail - newStart)).Append(" @@\n");

            var at = newStart;
            for (var i = first; i <= last; i++)
            {
                var block = blocks[i];
                WriteNew(' ', at, block.NewStart);
                for (var line = block.OldStart; line < block.OldEnd; line++)
                {
                    var content = old.Line(line);
                    Write('-', visible is null || visible.Contains(content) ? content : "***", old.IsEnded(line));
                }

                WriteNew('+', block.NewStart, block.NewEnd);
                at = block.NewEnd;
            }

            WriteNew(' ', at, at + trail);
            first = last + 1;
        }

        void WriteNew(char sign, int from, int to)
        {
            for (var line = from; line < to; line++)
            {
                Write(sign, shown is null ? wanted.Line(line) : shown[line], wanted.IsEnded(line));
            }
        }

        void Write(char sign, string content, bool ended)
        {
            text.Append(sign).Append(content).Append('\n');
            if (!ended)
            {
                text.Append("\\ No newline at end of file\n");
            }
        }
    }

    // A range of no lines is named after the line before it.
    private static string Range(int start, int count) => count == 1 ? $"{start + 1}" : count == 0 ? $"{start},0" : $"{start + 1},{count}";

    private readonly record struct Block(int OldStart, int OldCount, int NewStart, int NewCount)
    {
        public int OldEnd => OldStart + OldCount;

        public int NewEnd => NewStart + NewCount;
    }

    /// <summary>A text by its lines. Only <c>\n</c> ends one: a changed <c>\r</c> is a change.</summary>
    private sealed class TextLines
    {
        private readonly string _text;
        private readonly List<int> _starts = [0];

        public TextLines(string text)
        {
            _text = text;
            for (var at = text.IndexOf('\n', StringComparison.Ordinal); at >= 0; at = text.IndexOf('\n', at + 1))
            {
                _starts.Add(at + 1);
            }

            if (_starts[^1] < text.Length)
            {
                _starts.Add(text.Length);
            }
        }

        public int Count => _starts.Count - 1;

        public bool IsEnded(int line) => _text[_starts[line + 1] - 1] == '\n';

        public (int Start, int Length) RangeOf(int line) => (_starts[line], _starts[line + 1] - _starts[line] - (IsEnded(line) ? 1 : 0));

        public string Line(int line)
        {
            var (start, length) = RangeOf(line);
            return _text.Substring(start, length);
        }

        /// <summary>A line with its end, by which a last line without one differs.</summary>
        public ReadOnlySpan<char> Piece(int line) => _text.AsSpan(_starts[line].._starts[line + 1]);

        public string[] Pieces()
        {
            var pieces = new string[Count];
            for (var i = 0; i < pieces.Length; i++)
            {
                pieces[i] = Piece(i).ToString();
            }

            return pieces;
        }

        public string Slice(int line, int count) => _text[_starts[line].._starts[line + count]];
    }
}
