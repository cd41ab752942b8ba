namespace OpsMop;

/// <summary>A line of a text file: it is there, or none like it is. The other lines, the mode, the owners and the line ends of the file stay.</summary>
/// <remarks>
/// With <c>Matching</c>, the last line that matches is replaced. Patterns are .NET's regular expressions; each is tried on one line without its end and
/// matches anywhere in it unless <c>^</c> or <c>$</c> say otherwise. A file that holds many settings of one kind is better declared whole, with <c>host.File(…)</c>.
/// </remarks>
[ResourceType("line")]
[OneOf(nameof(InsertAfter), nameof(InsertBefore), nameof(AtStart), Optional = true)]
public sealed partial class LineResource : Resource, IEditsFile
{
    /// <summary>The file. A link is followed.</summary>
    [Key, Claims(Claim.Part)]
    public AbsolutePath Path { get; }

    /// <summary>The line, without a line end.</summary>
    [Key]
    public string Line { get; }

    /// <summary>The pattern of the line that this one replaces; where several match, the last. It must match the line itself, or each run would add another.</summary>
    [Length(1, 10_000)]
    public string? Matching { get; }

    /// <summary>
    /// The line is a template: <c>$1</c> is the first group of <c>Matching</c>, <c>${name}</c> a named one, <c>$$</c> a dollar sign. Where nothing matches,
    /// nothing is changed.
    /// </summary>
    [Needs(nameof(Matching))]
    public bool Backreferences { get; }

    /// <summary>A new line goes after the last line that matches this pattern; to the end of the file where none does.</summary>
    [Length(1, 10_000)]
    public string? InsertAfter { get; }

    /// <summary>A new line goes before the first line that matches this pattern; to the end of the file where none does.</summary>
    [Length(1, 10_000)]
    public string? InsertBefore { get; }

    /// <summary>A new line goes to the start of the file instead of its end.</summary>
    public bool AtStart { get; }

    /// <summary>The file is made where it is missing; the directory above must exist. Without this, a missing file is a failure.</summary>
    public bool Create { get; }

    /// <summary>The mode of the file where <c>Create</c> makes it: 0644 where not given. An existing file keeps its own.</summary>
    [Needs(nameof(Create))]
    public UnixMode? Mode { get; }

    /// <summary>The owner of the file where <c>Create</c> makes it, a login name or a number. An existing file keeps its own.</summary>
    [Needs(nameof(Create))]
    public string? Owner { get; }

    /// <summary>The group of the file where <c>Create</c> makes it, a name or a number. An existing file keeps its own.</summary>
    [Needs(nameof(Create))]
    public string? Group { get; }

    /// <summary>No line of the file may be equal to it; with <c>Matching</c>, none may match.</summary>
    [Excludes(nameof(Backreferences), nameof(InsertAfter), nameof(InsertBefore), nameof(AtStart), nameof(Create)), Absence]
    public bool Absent { get; }

    /// <inheritdoc/>
    Func<AbsolutePath, CommandText>? IEditsFile.Check { get; set; }

    partial void ValidateMore(Validation validation)
    {
        if (Line is not null && Line.AsSpan().ContainsAny('\n', '\r'))
        {
            validation.Report("OPM2004", nameof(Line), "Line is more than one line. Declare each by its own, or use host.Block(…).");
        }

        TextPattern.Check(validation, nameof(InsertAfter), InsertAfter);
        TextPattern.Check(validation, nameof(InsertBefore), InsertBefore);
        if (TextPattern.Check(validation, nameof(Matching), Matching) && !Backreferences && !Absent && Line is not null && !TextPattern.Of(Matching!).IsMatch(Line))
        {
            validation.Report("OPM2004", nameof(Matching), $"The pattern must match its own line, and {Matching} does not match \"{Line}\": each run would add the line once more.");
        }
    }
}
