using System.Text.RegularExpressions;

namespace OpsMop;

/// <summary>A regular expression of a policy: it may be wrong, and it may take forever.</summary>
internal sealed class TextPattern
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly Regex _regex;

    private TextPattern(Regex regex) => _regex = regex;

    /// <summary>The expression, which validation has accepted.</summary>
    /// <param name="pattern">The expression.</param>
    /// <param name="options">How it is read.</param>
    public static TextPattern Of(string pattern, RegexOptions options = RegexOptions.None) => new(new Regex(pattern, options | RegexOptions.CultureInvariant, Patience));

    /// <summary>Reports an expression that is none.</summary>
    /// <param name="validation">Takes the report.</param>
    /// <param name="property">The property that holds it.</param>
    /// <param name="pattern">The expression; <see langword="null"/> where it is not given.</param>
    /// <returns>Whether it is given and well.</returns>
    public static bool Check(Validation validation, string property, string? pattern)
    {
        try
        {
            return pattern is not null && Of(pattern) is not null;
        }
        catch (ArgumentException fault)
        {
            validation.Report("OPM2004", property, $"{property} is no regular expression: {fault.Message}");
            return false;
        }
    }

    /// <summary>Whether it matches somewhere in a text.</summary>
    /// <param name="text">The text.</param>
    public bool IsMatch(string text) => Guarded(text, _regex.IsMatch);

    /// <summary>The first match at a position or after it.</summary>
    /// <param name="text">The text.</param>
    /// <param name="start">The position.</param>
    public Match Match(string text, int start = 0) => Guarded(text, whole => _regex.Match(whole, start));

    /// <summary>Replaces each match.</summary>
    /// <param name="text">The text.</param>
    /// <param name="replacement">The replacement, in which <c>$1</c> is the first group.</param>
    /// <returns>The text, and how many matches there were.</returns>
    public (string Text, int Count) Replace(string text, string replacement) => Guarded(text, whole =>
    {
        var count = 0;
        return (_regex.Replace(whole, match =>
        {
            count++;
            return match.Result(replacement);
        }), count);
    });

    private T Guarded<T>(string text, Func<string, T> match)
    {
        try
        {
            return match(text);
        }
        catch (RegexMatchTimeoutException)
        {
            throw new ProviderException($"The pattern {_regex} took more than {Patience.TotalSeconds:0} seconds on a text of {text.Length} characters. Write it without repetitions in repetitions.");
        }
    }
}
