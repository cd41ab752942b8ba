using System.Text;
using System.Text.Unicode;

namespace OpsMop;

/// <summary>Makes the diffs of files: of text up to a mebibyte, with nothing in them that is secret.</summary>
internal static class FileDiff
{
    private const int Limit = 1 << 20;
    private const string Mask = "***";

    /// <summary>The diff between a file and what it will hold; <see langword="null"/> where there is none to show.</summary>
    /// <param name="system">Where the file is.</param>
    /// <param name="path">The file.</param>
    /// <param name="have">The file as it is; <see langword="null"/> if it does not exist.</param>
    /// <param name="after">What it will hold.</param>
    /// <param name="secret">Whether parts of <paramref name="after"/> are secret.</param>
    /// <param name="cancel">Cancels the reading.</param>
    public static async ValueTask<ContentDiff?> BetweenAsync(ISystemReader system, AbsolutePath path, FileStatus? have, FileContent after, bool secret, CancellationToken cancel)
    {
        if (after.IsSecret || have is { Size: > Limit } || after.Bytes is not { Length: <= Limit } || after.Shown is not { } shown)
        {
            return null;
        }

        if (have is null)
        {
            return new ContentDiff(path, null, after);
        }

        var before = await system.ReadAsync(path, cancel).ConfigureAwait(false);
        if (!Utf8.IsValid(before.Span) || before.Span.Contains((byte)0))
        {
            return null;
        }

        return new ContentDiff(path, secret ? Masked(before.Span, after.Bytes.Value.Span, shown) : before, after);
    }

    // A line that was there is shown only if it will be there too, in the form in which that is shown. An old password, or the present
    // one on a line that changes otherwise, cannot be told from other text.
    private static byte[] Masked(ReadOnlySpan<byte> before, ReadOnlySpan<byte> after, string shown)
    {
        var visible = new Dictionary<string, string>(StringComparer.Ordinal);
        var shownLines = shown.Split('\n');
        var afterLines = Encoding.UTF8.GetString(after).Split('\n');
        if (shownLines.Length == afterLines.Length)
        {
            for (var i = 0; i < afterLines.Length; i++)
            {
                visible[afterLines[i]] = shownLines[i];
            }
        }
        else
        {
            // A secret of several lines is shown on one.
            foreach (var line in shownLines)
            {
                visible[line] = line;
            }
        }

        var lines = Encoding.UTF8.GetString(before).Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            lines[i] = visible.TryGetValue(lines[i], out var same) ? same : lines[i].Length == 0 ? "" : Mask;
        }

        return Encoding.UTF8.GetBytes(string.Join('\n', lines));
    }
}
