namespace OpsMop.Testing;

/// <summary>
/// The agent was killed here, as far as the test goes. Nothing may catch it and carry on: a dead process does not. A
/// <see cref="FaultySystem"/> throws it again at whatever is asked of it afterwards, and counts that.
/// </summary>
public sealed class KilledException : Exception
{
    internal KilledException(int effect)
        : base($"The test killed the run at effect {effect}.") => Effect = effect;

    /// <summary>The number of the effect at which it happened, from 1.</summary>
    public int Effect { get; }
}
