// Documentation that is inherited, included, or of one line of another kind; and properties that nobody outside sees.
/// <summary>A gauge.</summary>
[ResourceType("gauge")]
public sealed partial class GaugeResource : Resource
{
    /** <summary>Its name.</summary> */
    [Key]
    public string Gauge { get; }

    /// <inheritdoc cref="Gauge"/>
    public string? Unit { get; }

    /// <summary>
    /// The least value, in
    /// units.
    /// </summary>
    [Range(-40, 125)]
    public int? Least { get; }

    internal string? Hidden { get; }

    private string? Kept { get; set; }

    internal string Words() => Kept ?? Hidden ?? "";
}
