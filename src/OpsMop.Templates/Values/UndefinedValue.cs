namespace OpsMop.Templates;

/// <summary>A value that is not there, and what is known of why. Any use of it but <c>default</c> and <c>is defined</c> is an error, as with Jinja2's StrictUndefined.</summary>
/// <param name="message">What to report where it is used: <c>'dict object' has no attribute 'port'</c>.</param>
public sealed class UndefinedValue(string message) : ValueObject
{
    /// <summary>What to report where it is used.</summary>
    public string Message { get; } = message;

    /// <inheritdoc/>
    public override string TypeName => "Undefined";
}
