namespace OpsMop;

/// <summary>A name such as <c>editor</c> that stands for one of several programs: which of them it is, and which there are to choose from.</summary>
/// <remarks>Packages register their programs themselves. What is not a package's is registered with <c>Link</c> and <c>Priority</c>.</remarks>
[ResourceType("alternatives")]
[InsteadOf(
    "update-alternatives --set", "update-alternatives --auto", "update-alternatives --install", "update-alternatives --remove", "update-alternatives --remove-all")]
public sealed partial class AlternativesResource : Resource
{
    /// <summary>The name, such as <c>editor</c>.</summary>
    [Key, RegularExpression("[A-Za-z0-9+_.][A-Za-z0-9+_.:@-]*", Explanation = "the name of a group of alternatives, such as editor")]
    public string Group { get; }

    /// <summary>What it can stand for, such as <c>/usr/bin/vim.basic</c>.</summary>
    public AbsolutePath Path { get; }

    /// <summary>What it stands for. Where not given: for <c>Path</c>, if that is given.</summary>
    [Excludes(nameof(Absent))]
    public AlternativesState? State { get; }

    /// <summary>The link that leads to it, such as <c>/usr/bin/editor</c>. With it, <c>Path</c> is registered.</summary>
    [Needs(nameof(Priority)), Excludes(nameof(Absent))]
    public AbsolutePath Link { get; }

    /// <summary>How good a choice <c>Path</c> is where nobody has chosen; the highest wins.</summary>
    [Needs(nameof(Link)), Excludes(nameof(Absent))]
    public int? Priority { get; }

    /// <summary><c>Path</c> must not be among the alternatives; where none is given, there must be none at all.</summary>
    [Absence]
    public bool Absent { get; }

    /// <summary>What is switched along with it.</summary>
    internal IReadOnlyList<AlternativesSlave> Slaves { get; set; } = [];

    partial void ValidateMore(Validation validation)
    {
        if (!Path.IsGiven && !Absent && (State is not AlternativesState.Automatic || Link.IsGiven))
        {
            validation.Report("OPM2002", null, "Path is required. Add .Path(…), or .Automatic() for the one with the highest priority.");
        }
    }
}
