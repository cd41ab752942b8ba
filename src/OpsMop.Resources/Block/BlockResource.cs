namespace OpsMop;

/// <summary>A block of lines in a text file, between two marker lines by which it is found again. The rest of the file stays.</summary>
/// <remarks>
/// The markers are comments: <c># BEGIN OPSMOP name</c> and <c># END OPSMOP name</c>. Where the pair is damaged, nothing is changed, and the failure names the line.
/// </remarks>
[ResourceType("block")]
[OneOf(nameof(Content), nameof(Absent))]
[OneOf(nameof(InsertAfter), nameof(InsertBefore), nameof(AtStart), Optional = true)]
public sealed partial class BlockResource : Resource, IEditsFile
{
    /// <summary>The file. A link is followed.</summary>
    [Key, Claims(Claim.Part)]
    public AbsolutePath Path { get; }

    /// <summary>The name of the block, which stands in its markers. Other blocks of the file have others.</summary>
    [Key, RegularExpression(@"[^\s\p{C}]([^\p{C}]*[^\s\p{C}])?", Explanation = "a name on one line, without space at its ends")]
    public string Block { get; }

    /// <summary>What stands between the markers. Secret parts are written and shown as <c>***</c>; a file that everybody can read is refused them.</summary>
    [ReadableBy(nameof(Mode))]
    public Text? Content { get; }

    /// <summary>What begins a comment in the file, and so a marker: <c>#</c> where not given, <c>//</c>, <c>;</c>, <c>&lt;!--</c>.</summary>
    [RegularExpression(@"[^\s\p{C}]([^\p{C}]*[^\s\p{C}])?", Explanation = "what begins a comment, such as # or //")]
    public string? Comment { get; }

    /// <summary>What ends a comment, where the file needs that: <c>--&gt;</c>, <c>*/</c>.</summary>
    [Needs(nameof(Comment)), RegularExpression(@"[^\s\p{C}]([^\p{C}]*[^\s\p{C}])?", Explanation = "what ends a comment, such as -->")]
    public string? CommentEnd { get; }

    /// <summary>A new block goes after the last line that matches this regular expression; to the end of the file where none does.</summary>
    [Length(1, 10_000)]
    public string? InsertAfter { get; }

    /// <summary>A new block goes before the first line that matches this regular expression; to the end of the file where none does.</summary>
    [Length(1, 10_000)]
    public string? InsertBefore { get; }

    /// <summary>A new block goes to the start of the file instead of its end.</summary>
    public bool AtStart { get; }

    /// <summary>The file is made where it is missing; the directory above must exist. Without this, a missing file is a failure.</summary>
    public bool Create { get; }

    /// <summary>The mode of the file where <c>Create</c> makes it: 0644 where not given, 0600 where the content is secret. An existing file keeps its own.</summary>
    [Needs(nameof(Create))]
    public UnixMode? Mode { get; }

    /// <summary>The owner of the file where <c>Create</c> makes it, a login name or a number. An existing file keeps its own.</summary>
    [Needs(nameof(Create))]
    public string? Owner { get; }

    /// <summary>The group of the file where <c>Create</c> makes it, a name or a number. An existing file keeps its own.</summary>
    [Needs(nameof(Create))]
    public string? Group { get; }

    /// <summary>The block must not be there; its markers go with it.</summary>
    [Excludes(nameof(InsertAfter), nameof(InsertBefore), nameof(AtStart), nameof(Create)), Absence]
    public bool Absent { get; }

    /// <summary>The line before the block.</summary>
    internal string Begin => Marker("BEGIN");

    /// <summary>The line after the block.</summary>
    internal string End => Marker("END");

    /// <inheritdoc/>
    Func<AbsolutePath, CommandText>? IEditsFile.Check { get; set; }

    partial void ValidateMore(Validation validation)
    {
        TextPattern.Check(validation, nameof(InsertAfter), InsertAfter);
        TextPattern.Check(validation, nameof(InsertBefore), InsertBefore);
        if (Content is not null && EditedFile.SplitLines(Content.Reveal()).Any(line => line.Trim() is var one && (one == Begin || one == End)))
        {
            validation.Report("OPM2004", nameof(Content), "Content holds a marker of the block itself, so that it could not be found again. Leave the markers out: they are written for you.");
        }
    }

    private string Marker(string word) => $"{Comment ?? "#"} {word} OPSMOP {Block}{(CommentEnd is null ? "" : " " + CommentEnd)}";
}
