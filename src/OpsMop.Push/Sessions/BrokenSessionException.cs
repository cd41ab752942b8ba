namespace OpsMop.Push.Sessions;

/// <summary>The connection to a host broke.</summary>
/// <param name="message">What happened, in a sentence.</param>
/// <param name="lines">How many events of the run had arrived.</param>
/// <param name="isHostile">Whether it was we who broke it, as the other end did what no agent does.</param>
internal sealed class BrokenSessionException(string message, int lines, bool isHostile = false) : Exception(message)
{
    /// <summary>How many events of the run had arrived.</summary>
    public int Lines { get; } = lines;

    /// <summary>Whether it was we who broke it, as the other end did what no agent does.</summary>
    public bool IsHostile { get; } = isHostile;
}
