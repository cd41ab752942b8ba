namespace OpsMop.Generators;

/// <summary>
/// Takes what is wrong with declarations. The generator gives none to the parsers, so that its models know of no place and it spends nothing on messages;
/// the analyzers give one, and report at the line of the declaration.
/// </summary>
internal interface IFaultSink
{
    /// <summary>Takes a fault.</summary>
    /// <param name="id">The rule.</param>
    /// <param name="place">The declaration that is wrong.</param>
    /// <param name="message">What is wrong, with the names of type and member, and what to do.</param>
    /// <param name="suggestion">What the author probably meant instead of the place's word.</param>
    void Add(string id, FaultPlace place, string message, string? suggestion = null);
}
