using System.Globalization;

namespace OpsMop;

/// <summary>Manages marked blocks of files on any POSIX system.</summary>
[Provider<BlockResource>("posix", Default = true, Proof = Proof.RealHost)]
public sealed class PosixBlockProvider : Provider<BlockResource>
{
    /// <inheritdoc/>
    public override async ValueTask PlanAsync(BlockResource want, Plan plan, CancellationToken cancel)
    {
        var file = await FilePart.OpenAsync(want, plan, want.Absent, cancel).ConfigureAwait(false);
        var lines = new LineList(file);
        var (begin, end) = Find(want, file.Path, lines);
        if (want.Absent)
        {
            if (begin >= 0)
            {
                var rest = lines.Before(begin) + lines.From(end + 1);
                await FilePart.SaveAsync(want, plan, file, rest, new Edit("delete", Lines(end - begin - 1), null), cancel).ConfigureAwait(false);
            }

            return;
        }

        var content = SecretText.WithLineEnds(want.Content!, file.LineEnd);
        var block = (Text)(want.Begin + file.LineEnd) + content + (want.End + file.LineEnd);
        var count = Lines(EditedFile.SplitLines(content.Reveal()).Count);
        if (begin < 0)
        {
            var at = lines.Place(want.InsertAfter, want.InsertBefore, want.AtStart);
            await FilePart.SaveAsync(want, plan, file, (Text)lines.Before(at) + block + lines.From(at), new Edit("insert", null, count), cancel).ConfigureAwait(false);
        }
        else if (lines.Before(end)[lines.Before(begin + 1).Length..] != content.Reveal())
        {
            var after = (Text)lines.Before(begin) + block + lines.From(end + 1);
            await FilePart.SaveAsync(want, plan, file, after, new Edit("write", Lines(end - begin - 1), count), cancel).ConfigureAwait(false);
        }
    }

    private static (int Begin, int End) Find(BlockResource want, AbsolutePath path, LineList lines)
    {
        var (begin, end) = (-1, -1);
        for (var i = 0; i < lines.Count; i++)
        {
            var line = lines[i].Trim();
            if (line == want.Begin)
            {
                begin = begin < 0 ? i : throw Damaged(path, i, end < 0
                    ? $"\"{line}\" stands here a second time, and the first, in line {begin + 1}, has no end"
                    : $"\"{line}\" stands here a second time after line {begin + 1}");
            }
            else if (line == want.End)
            {
                end = begin >= 0 && end < 0 ? i : throw Damaged(path, i, $"\"{line}\" has no beginning");
            }
        }

        return begin >= 0 && end < 0 ? throw Damaged(path, begin, $"\"{want.Begin}\" has no end") : (begin, end);
    }

    private static ProviderException Damaged(AbsolutePath path, int line, string what) =>
        new($"{path}({line + 1}): {what}. Nothing is changed, since nobody can tell what belongs to the block. Mend the markers, or delete the lines.");

    private static string Lines(int count) => count == 1 ? "1 line" : string.Create(CultureInfo.InvariantCulture, $"{count} lines");
}
