namespace OpsMop;

/// <summary>A key of an INI file: <c>key = value</c> below <c>[section]</c>. Order, comments and spacing of the file stay.</summary>
/// <remarks>
/// Where a key stands several times in a section, the last is the one that counts and is changed, as most programs read it; <c>Absent</c> takes all of them. The value
/// is all that follows the <c>=</c>, without the space around it: quotes and what looks like a comment are part of it. Names are compared with their case.
/// </remarks>
[ResourceType("ini")]
[OneOf(nameof(Value), nameof(NoValue), nameof(Absent))]
public sealed partial class IniResource : Resource, IEditsFile
{
    /// <summary>The file. A link is followed.</summary>
    [Key, Claims(Claim.Part)]
    public AbsolutePath Path { get; }

    /// <summary>The section, without brackets; it is made where it is missing. <see langword="null"/> for what stands before the first section.</summary>
    [Key, RegularExpression(@"[^\s\]\p{C}]([^\]\p{C}]*[^\s\]\p{C}])?", Explanation = "the name of a section without brackets")]
    public string? Section { get; }

    /// <summary>The key.</summary>
    [Key, RegularExpression(@"[^\s=\[#;\p{C}]([^=\p{C}]*[^\s=\p{C}])?", Explanation = "a key: one line without =, not beginning with [, # or ;")]
    public string Key { get; }

    /// <summary>The value, on one line. A secret is written and shown as <c>***</c>; a file that everybody can read is refused it.</summary>
    [ReadableBy(nameof(Mode))]
    public Text? Value { get; }

    /// <summary>The key stands alone, without <c>=</c> and value, as some programs have switches.</summary>
    public bool NoValue { get; }

    /// <summary>A new key is written <c>key=value</c>. What stands in the file keeps its spacing.</summary>
    [Needs(nameof(Value))]
    public bool NoSpaces { get; }

    /// <summary>The file is made where it is missing; the directory above must exist. Without this, a missing file is a failure.</summary>
    public bool Create { get; }

    /// <summary>The mode of the file where <c>Create</c> makes it: 0644 where not given, 0600 where the value is secret. An existing file keeps its own.</summary>
    [Needs(nameof(Create))]
    public UnixMode? Mode { get; }

    /// <summary>The owner of the file where <c>Create</c> makes it, a login name or a number. An existing file keeps its own.</summary>
    [Needs(nameof(Create))]
    public string? Owner { get; }

    /// <summary>The group of the file where <c>Create</c> makes it, a name or a number. An existing file keeps its own.</summary>
    [Needs(nameof(Create))]
    public string? Group { get; }

    /// <summary>The section must not have the key. To take away a whole section, use <c>host.IniSection(…)</c>.</summary>
    [Excludes(nameof(Create)), Absence]
    public bool Absent { get; }

    /// <inheritdoc/>
    Func<AbsolutePath, CommandText>? IEditsFile.Check { get; set; }

    partial void ValidateMore(Validation validation)
    {
        if (Value is not null && Value.Reveal() is var value && (value.AsSpan().ContainsAny('\n', '\r') || value != value.Trim()))
        {
            validation.Report("OPM2004", nameof(Value), "Value must be one line without space at its ends: the space would be lost when the file is read.");
        }
    }
}
