namespace OpsMop;

/// <summary>Something that is done and is no change, such as waiting.</summary>
/// <param name="What">What is done, as the end of a sentence that begins "would".</param>
/// <param name="Act">Does it.</param>
/// <param name="Effects">What may be different afterwards.</param>
internal sealed record Deed(string What, Func<ISystem, CancellationToken, ValueTask<ProcessResult?>> Act, Effects? Effects);
