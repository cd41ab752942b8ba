namespace OpsMop;

/// <summary>Changes texts whose secret parts must stay secret.</summary>
internal static class SecretText
{
    /// <summary>A part of a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="start">Where the part begins.</param>
    /// <param name="length">How long it is.</param>
    public static Text Slice(Text text, int start, int length)
    {
        List<(int, int)>? secrets = null;
        foreach (var (from, count) in text.SecretRanges)
        {
            var (first, last) = (Math.Max(from, start), Math.Min(from + count, start + length));
            if (first < last)
            {
                (secrets ??= []).Add((first - start, last - first));
            }
        }

        return Text.WithSecrets(text.Reveal().Substring(start, length), secrets, text.Error);
    }

    /// <summary>A text of whole lines, each with the line end given.</summary>
    /// <param name="text">The text; its last line need not have an end.</param>
    /// <param name="lineEnd">The line end.</param>
    public static Text WithLineEnds(Text text, string lineEnd)
    {
        var (result, start) = (Text.Empty, 0);
        foreach (var line in EditedFile.SplitLines(text.Reveal()))
        {
            result += Slice(text, start, line.AsSpan().TrimEnd("\r\n").Length) + lineEnd;
            start += line.Length;
        }

        return result;
    }
}
