namespace OpsMop;

/// <summary>What is known of a host. Facts are gathered when they are first read and kept for the run; one that nobody reads costs nothing.</summary>
public interface IFacts
{
    /// <summary>The operating system.</summary>
    PlatformFacts Platform { get; }

    /// <summary>Names and addresses.</summary>
    NetworkFacts Network { get; }

    /// <summary>Questions about paths.</summary>
    FileTests FileTests { get; }

    /// <summary>What the host's own <c>facts.d</c> says.</summary>
    UserFacts UserFacts { get; }

    /// <summary>Dice.</summary>
    ChaosFacts Chaos { get; }

    /// <summary>Forgets what was gathered, so that the next reading asks the host anew.</summary>
    void Invalidate();
}
