// Two ways to say one thing, and things that need each other: all of it can be satisfied.
/// <summary>A mount.</summary>
[ResourceType("volume")]
[OneOf(nameof(Device), nameof(Label), nameof(Remote))]
[OneOf(nameof(Remote), nameof(Check), Optional = true)]
public sealed partial class VolumeResource : Resource
{
    private const string Options = nameof(Option);

    /// <summary>Where. A key may be called as what every resource has.</summary>
    [Key, Claims(Claim.Path)]
    public AbsolutePath Title { get; }

    /// <summary>The device.</summary>
    [Excludes(nameof(Label))]
    public AbsolutePath? Device { get; }

    /// <summary>The label.</summary>
    [Excludes(nameof(Device)), Length(1, 16)]
    public string? Label { get; }

    /// <summary>The server.</summary>
    [Needs("Option", nameof(Check)), RegularExpression("""[^:"]+:/.*""", Explanation = "server:/path")]
    public string? Remote { get; }

    /// <summary>An option.</summary>
    [AllowedValues("ro", "rw", ""), Length(0, 2)]
    public string? Option { get; }

    /// <summary>How often it is checked.</summary>
    [Range(0, 0)]
    public int? Check { get; }

    /// <summary>More options.</summary>
    [Needs(Options), Length(1, int.MaxValue)]
    public IReadOnlyList<string>? More { get; }

    /// <summary>The share that may be full.</summary>
    [Range(0.5, 0.99)]
    public double? Full { get; }

    /// <summary>What the mount is for, for those who read the policy.</summary>
    internal string Purpose => Title.ToString() switch { "/home" => "people", _ => "machines" };
}
