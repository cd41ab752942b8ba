namespace OpsMop;

/// <summary>Data that is not of the type of the variable it is for.</summary>
/// <param name="path">Where in the value the fault is, such as <c>[2].port</c>; empty for the value itself.</param>
/// <param name="message">What is wrong and what is expected.</param>
public sealed class VariableException(string path, string message) : Exception(message)
{
    /// <summary>Where in the value the fault is.</summary>
    public string Path { get; } = path;
}
