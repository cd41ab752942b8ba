using OpsMop.Parsing;

namespace OpsMop;

/// <summary>
/// The constraints of variables, as generated code calls them. Each gives what is wrong, to stand behind the variable's name; <see langword="null"/> if nothing
/// is.
/// </summary>
public static class VariableCheck
{
    /// <summary>A number must lie in a range.</summary>
    /// <param name="value">The number.</param>
    /// <param name="minimum">The least value allowed.</param>
    /// <param name="maximum">The greatest value allowed.</param>
    public static string? Range(double value, double minimum, double maximum) => Constraints.CheckRange(value, minimum, maximum);

    /// <summary>A text or list must have a length in a range.</summary>
    /// <param name="length">The length.</param>
    /// <param name="minimum">The least length allowed.</param>
    /// <param name="maximum">The greatest length allowed.</param>
    public static string? Length(int length, int minimum, int maximum) => Constraints.CheckLength(length, minimum, maximum);

    /// <summary>A text must match a pattern.</summary>
    /// <param name="value">The text.</param>
    /// <param name="pattern">The pattern.</param>
    /// <param name="explanation">What to write instead.</param>
    public static string? Pattern(string value, string pattern, string? explanation) => Constraints.CheckPattern(value, pattern, explanation);

    /// <summary>A text must be one of some values.</summary>
    /// <param name="value">The text.</param>
    /// <param name="allowed">The values allowed.</param>
    public static string? Allowed(string value, params string[] allowed) => Constraints.CheckAllowed(value, allowed);

    /// <summary>A text must be an address.</summary>
    /// <param name="value">The text.</param>
    public static string? Url(string value) => Constraints.CheckUrl(value);
}
