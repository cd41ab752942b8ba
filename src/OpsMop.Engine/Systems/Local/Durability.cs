namespace OpsMop.Engine.Systems;

/// <summary>When what is written must survive a loss of power (see docs/durability.md).</summary>
public enum Durability
{
    /// <summary>A file that replaces another one at once, so that one of the two is always there; everything else together, at each flush.</summary>
    Grouped,

    /// <summary>Every file and its folder at once.</summary>
    Each,

    /// <summary>Never: for images and tests, which are thrown away if the machine fails.</summary>
    None,
}
