namespace OpsMop;

/// <summary>A value of a YAML file, named by its path. All else in the file stays as it is written: order, indentation, comments.</summary>
/// <remarks>
/// A path is names with dots between them: <c>log-opts.max-size</c>. A name with a dot, bracket or quote in it is quoted: <c>annotations."example.org/a"</c>; <c>[0]</c> is the first item of
/// a list, and the number after the last appends one. What is missing on the way is made. The file is one document. Scalars are read by the core schema of YAML 1.2: <c>yes</c> and <c>on</c> are text; a text that another reader could take for something else is written in quotes.
/// </remarks>
[ResourceType("yaml")]
[OneOf(nameof(Value), nameof(Number), nameof(Flag), nameof(Null), nameof(Raw), nameof(Contains), nameof(Absent), Optional = true)]
public sealed partial class YamlResource : Resource, IHoldsData
{
    /// <summary>The file. A link is followed.</summary>
    [Key, Claims(Claim.Part)]
    public AbsolutePath Path { get; }

    /// <summary>The path of the value in the file, such as <c>log-opts.max-size</c>.</summary>
    [Key]
    public string At { get; }

    /// <summary>The value is this text. A secret is written and shown as <c>***</c>; a file that everybody can read is refused it.</summary>
    [ReadableBy(nameof(Mode))]
    public Text? Value { get; }

    /// <summary>The value is this number.</summary>
    public decimal? Number { get; }

    /// <summary>The value is <c>true</c>, or <c>false</c> with <c>Flag(false)</c>.</summary>
    public bool? Flag { get; }

    /// <summary>The value is <c>null</c>.</summary>
    public bool Null { get; }

    /// <summary>The value is this, written as JSON: a list, an object, or what the others cannot say.</summary>
    [Length(1, 1_000_000)]
    public string? Raw { get; }

    /// <summary>The value is a list that has these texts among its items: those that are missing are appended.</summary>
    public IReadOnlyList<string>? Contains { get; }

    /// <summary>The value is a list that has none of these texts among its items; where there is no list, nothing is changed.</summary>
    [Excludes(nameof(Value), nameof(Number), nameof(Flag), nameof(Null), nameof(Raw), nameof(Absent))]
    public IReadOnlyList<string>? Lacks { get; }

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

    /// <summary>There must be nothing at the path.</summary>
    [Excludes(nameof(Create)), Absence]
    public bool Absent { get; }

    /// <inheritdoc/>
    Func<AbsolutePath, CommandText>? IEditsFile.Check { get; set; }

    partial void ValidateMore(Validation validation) => DataPlanning.Validate(this, validation);
}
