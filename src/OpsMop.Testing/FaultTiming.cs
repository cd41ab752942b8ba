namespace OpsMop.Testing;

/// <summary>On which side of an effect a fault strikes.</summary>
public enum FaultTiming
{
    /// <summary>The effect does not take place.</summary>
    Before,

    /// <summary>The effect has taken place, but whoever asked for it does not learn of it.</summary>
    After,
}
