namespace OpsMop.CommandLine;

/// <summary>The command line asks for something that cannot be done as it stands, which shows only while it is done.</summary>
/// <param name="message">What is wrong and what to write instead.</param>
internal sealed class UsageException(string message) : Exception(message);
