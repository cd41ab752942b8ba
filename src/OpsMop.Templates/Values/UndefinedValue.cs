using OpsMop.Parsing;

namespace OpsMop.Templates;

/// <summary>
/// A value that is not there, and what is known of why. Any use of it but <c>default</c> and <c>is defined</c> is an error, as with Jinja2's
/// StrictUndefined.
/// </summary>
public sealed class UndefinedValue : ValueObject
{
    private readonly Func<string>? _describe;
    private string? _message;

    /// <summary>Makes it.</summary>
    /// <param name="message">What to report where it is used: <c>'dict object' has no attribute 'port'</c>.</param>
    public UndefinedValue(string message) => _message = message;

    // Most of what is not there is asked for with a default: the search for what was meant waits until somebody wants to know.
    internal UndefinedValue(Func<string> describe) => _describe = describe;

    /// <summary>What to report where it is used.</summary>
    public string Message => _message ??= _describe!();

    /// <inheritdoc/>
    public override string TypeName => "Undefined";

    /// <summary>Whether it may be written (as nothing), tested (as false), compared and looped over (as empty).</summary>
    internal bool IsLenient { get; private init; }

    /// <summary>
    /// What <c>a if condition</c> without <c>else</c> is where the condition does not hold: Jinja2 lets it be written, as nothing, even where undefined
    /// names are errors.
    /// </summary>
    /// <param name="line">The line, for the message of what it cannot be used for.</param>
    public static UndefinedValue WithoutElse(int line) =>
        new(() => $"The inline if-expression on line {line} evaluated to false and no else section was defined.") { IsLenient = true };

    /// <summary>A name that is not there.</summary>
    /// <param name="name">The name.</param>
    /// <param name="known">The names that are there.</param>
    public static UndefinedValue OfName(string name, IEnumerable<string> known)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(known);
        return new UndefinedValue(() =>
            $"'{name}' is undefined.{Suggestion.DidYouMean(name, known)} If it may be missing, give it a default: {name} | default('').");
    }
}
