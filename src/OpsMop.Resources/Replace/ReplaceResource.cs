namespace OpsMop;

/// <summary>Replaces what a regular expression matches in a text file, wherever it does. A file in which nothing matches is left as it is.</summary>
/// <remarks>
/// The pattern is a .NET regular expression, tried on the whole text: <c>^</c> and <c>$</c> stand for the ends of each line, <c>.</c> for any character of a line. Line
/// ends are <c>\n</c> to it in a file with <c>\r\n</c> too. A pattern that would change its own result again is an error: each run would change the file.
/// </remarks>
[ResourceType("replace")]
public sealed partial class ReplaceResource : Resource, IEditsFile
{
    /// <summary>The file. A link is followed.</summary>
    [Key, Claims(Claim.Part)]
    public AbsolutePath Path { get; }

    /// <summary>What is replaced: a regular expression.</summary>
    [Key]
    public string Pattern { get; }

    /// <summary>What comes in its place: <c>$1</c> is the first group, <c>${name}</c> a named one, <c>$$</c> a dollar sign. Empty to take matches away. It is required.</summary>
    public string? With { get; }

    /// <summary>Only what comes after the first match of this pattern is looked at; nothing is changed where it matches nowhere.</summary>
    [Length(1, 10_000)]
    public string? StartingAfter { get; }

    /// <summary>Only what comes before the first match of this pattern, after <c>StartingAfter</c>, is looked at; nothing is changed where it matches nowhere.</summary>
    [Length(1, 10_000)]
    public string? EndingBefore { get; }

    /// <inheritdoc/>
    bool IEditsFile.Create => false;

    /// <inheritdoc/>
    UnixMode? IEditsFile.Mode => null;

    /// <inheritdoc/>
    string? IEditsFile.Owner => null;

    /// <inheritdoc/>
    string? IEditsFile.Group => null;

    /// <inheritdoc/>
    Func<AbsolutePath, CommandText>? IEditsFile.Check { get; set; }

    partial void ValidateMore(Validation validation)
    {
        TextPattern.Check(validation, nameof(Pattern), Pattern);
        TextPattern.Check(validation, nameof(StartingAfter), StartingAfter);
        TextPattern.Check(validation, nameof(EndingBefore), EndingBefore);
        if (With is null)
        {
            validation.Required(nameof(With), given: false);
        }
    }
}
