namespace OpsMop.Engine.Plans;

/// <summary>A saved plan that is refused as a whole; nothing was touched.</summary>
/// <param name="message">Why, and what to do about it.</param>
/// <param name="inner">The cause.</param>
public sealed class SavedPlanException(string message, Exception? inner = null) : Exception(message, inner);
