namespace OpsMop;

/// <summary>A pattern that is invalid, or that names what the inventory does not have.</summary>
/// <param name="message">What is wrong, and the nearest known name.</param>
public sealed class HostPatternException(string message) : Exception(message);
