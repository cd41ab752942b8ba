namespace OpsMop.Generators;

/// <summary>A wrong declaration. It has no location: a model with one would be new after each edit above it.</summary>
/// <param name="Id">The rule.</param>
/// <param name="Message">What is wrong, with the names of type and member, and what to do.</param>
internal sealed record FaultModel(string Id, string Message);
