using System.Text;
using System.Text.Unicode;

namespace OpsMop;

/// <summary>
/// A text file of which a type manages a part: it is read, changed in memory and written whole, with the mode and owners that it has. A link is followed: the
/// file that it leads to is changed. Bytes that are no UTF-8 come out as they went in.
/// </summary>
internal sealed class EditedFile
{
    private const char ByteOrderMark = '\uFEFF';

    private static readonly UnixMode NewMode = UnixMode.FromBits(0b110_100_100);

    private readonly FileStatus? _have;
    private readonly Encoding _encoding;

    private readonly bool _hasMark;

    private EditedFile(AbsolutePath path, FileStatus? have, string text, Encoding encoding)
    {
        _hasMark = text is [ByteOrderMark, ..];
        (Path, Text) = (path, _hasMark ? text[1..] : text);
        (_have, _encoding) = (have, encoding);
    }

    /// <summary>The file itself.</summary>
    public AbsolutePath Path { get; }

    /// <summary>Whether it exists.</summary>
    public bool Exists => _have is not null;

    /// <summary>Its mode; <see langword="null"/> where it does not exist.</summary>
    public UnixMode? Mode => _have?.Mode;

    /// <summary>What it holds, without a byte order mark, which stays; nothing where it does not exist.</summary>
    public string Text { get; }

    /// <summary>Its lines, each with its line end but perhaps the last.</summary>
    public IReadOnlyList<string> Lines => SplitLines(Text);

    /// <summary>The line end that the file uses.</summary>
    public string LineEnd => Text.IndexOf('\n') is > 0 and var end && Text[end - 1] == '\r' ? "\r\n" : "\n";

    /// <summary>Reads a file.</summary>
    /// <param name="system">Where it is.</param>
    /// <param name="path">The file, or a link to it.</param>
    /// <param name="cancel">Cancels the reading.</param>
    /// <exception cref="ProviderException">It is no file.</exception>
    public static async ValueTask<EditedFile> OpenAsync(ISystemReader system, AbsolutePath path, CancellationToken cancel)
    {
        for (var hops = 0; hops < 40; hops++)
        {
            switch (await system.StatAsync(path, follow: false, cancel).ConfigureAwait(false))
            {
                case null:
                    return new EditedFile(path, null, "", Encoding.UTF8);
                case { IsFile: true } have:
                    var bytes = await system.ReadAsync(path, cancel).ConfigureAwait(false);
                    var encoding = Utf8.IsValid(bytes.Span) ? Encoding.UTF8 : Encoding.Latin1;
                    return new EditedFile(path, have, encoding.GetString(bytes.Span), encoding);
                case { IsLink: true }:
                    path = System.IO.Path.GetFullPath(await system.ReadLinkAsync(path, cancel).ConfigureAwait(false), path.Parent.Value);
                    break;
                case { IsDirectory: true }:
                    throw new ProviderException($"{path} is a directory, not a file. Correct the path.");
                default:
                    throw new ProviderException($"{path} is a device, socket or pipe, not a file. Correct the path.");
            }
        }

        throw new ProviderException($"{path} is a link that leads in a circle. Remove it.");
    }

    /// <summary>Adds the writing of the changed text, if it is another.</summary>
    /// <param name="plan">Takes the change.</param>
    /// <param name="text">What the file is to hold.</param>
    /// <param name="change">How the change is told.</param>
    /// <param name="cancel">Cancels the questions.</param>
    /// <returns>Whether there is a change.</returns>
    public async ValueTask<bool> SaveAsync(Plan plan, string text, Edit change, CancellationToken cancel)
    {
        if (Exists && text == Text)
        {
            return false;
        }

        if (!Exists)
        {
            await FileWriting.RequireParentAsync(plan, Path, cancel).ConfigureAwait(false);
        }

        if (_encoding == Encoding.Latin1 && (change.Content is not null || text.AsSpan().IndexOfAnyExceptInRange('\0', '\u00FF') >= 0))
        {
            throw new ProviderException($"{Path} is no UTF-8, so that what is secret or not Latin cannot be put into it. Convert the file: iconv -f latin1 -t utf-8.");
        }

        var mark = _hasMark ? ByteOrderMark.ToString() : "";
        var content = change.Content is { } secret ? FileContent.FromText((Text)mark + secret) : FileContent.FromBytes(_encoding.GetBytes(mark + text));
        plan.Change(
            change.Action,
            change.From,
            change.To,
            FileWriting.Of(Path, content, _have is null ? change.New ?? new FileMetadata(NewMode) : new FileMetadata(_have.Mode, _have.Owner, _have.Group), change.Check, change.User),
            change.Effects ?? UnitFile.Effects(Path),
            await FileDiff.BetweenAsync(plan.System, Path, _have, content, cancel).ConfigureAwait(false));
        return true;
    }

    /// <summary>Splits a text into lines that keep their ends.</summary>
    /// <param name="text">The text.</param>
    public static IReadOnlyList<string> SplitLines(string text)
    {
        var lines = new List<string>();
        for (var start = 0; start < text.Length;)
        {
            var end = text.IndexOf('\n', start);
            var next = end < 0 ? text.Length : end + 1;
            lines.Add(text[start..next]);
            start = next;
        }

        return lines;
    }
}
