namespace OpsMop;

/// <summary>A section of an INI file: that it is there, or that it is gone with all its keys. Its keys are declared with <c>host.Ini(…)</c>.</summary>
[ResourceType("ini-section")]
public sealed partial class IniSectionResource : Resource, IEditsFile
{
    /// <summary>The file. A link is followed.</summary>
    [Key, Claims(Claim.Part)]
    public AbsolutePath Path { get; }

    /// <summary>The section, without brackets.</summary>
    [Key, RegularExpression(@"[^\s\]\p{C}]([^\]\p{C}]*[^\s\]\p{C}])?", Explanation = "the name of a section without brackets")]
    public string Section { get; }

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

    /// <summary>The section must not be there. Its keys and comments go with it; comments right above the next section stay.</summary>
    [Excludes(nameof(Create)), Absence]
    public bool Absent { get; }

    /// <inheritdoc/>
    Func<AbsolutePath, CommandText>? IEditsFile.Check { get; set; }
}
