namespace OpsMop;

/// <summary>What happens when a host shows a key that is not among the known ones.</summary>
public enum HostKeyPolicy
{
    /// <summary>Only keys in the known hosts files count; any other ends the connection.</summary>
    Strict,

    /// <summary>The key of a host that was never seen is taken and remembered; a key that has changed ends the connection.</summary>
    AcceptNew,

    /// <summary>Any key is taken, and none remembered: whoever stands between can read and change everything. For throw-away machines only.</summary>
    Off,
}
