using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text.RegularExpressions;

namespace OpsMop.Parsing;

/// <summary>
/// What is wrong with a value under a constraint of a property, as the tail of a message ("must be …") that the name of the property
/// stands before; <see langword="null"/> if nothing is. The compiler and the run time say the same.
/// </summary>
internal static class Constraints
{
    /// <summary>A number between two bounds, both included.</summary>
    public static string? CheckRange(double value, double? min, double? max)
    {
        if (!(value < min) && !(value > max) && !double.IsNaN(value))
        {
            return null;
        }

        string bounds = (min, max) switch
        {
            ({ } low, { } high) => $"from {Print(low)} to {Print(high)}",
            ({ } low, null) => $"{Print(low)} or more",
            (null, { } high) => $"{Print(high)} or less",
            _ => "a number",
        };
        return $"must be {bounds}, but is {Print(value)}";
    }

    /// <summary>A count of characters or elements between two bounds, both included.</summary>
    public static string? CheckLength(int length, int? min, int? max)
    {
        if (!(length < min) && !(length > max))
        {
            return null;
        }

        string bounds = (min, max) switch
        {
            ({ } low, { } high) when low == high => Print(low),
            ({ } low, { } high) => $"{Print(low)} to {Print(high)}",
            ({ } low, null) => $"at least {Print(low)}",
            (null, { } high) => $"at most {Print(high)}",
            _ => "any",
        };
        return length == 0 && min == 1 ? "must not be empty" : $"must have a length of {bounds}, but has {Print(length)}";
    }

    /// <summary>Text that a regular expression matches as a whole.</summary>
    /// <param name="value">The text.</param>
    /// <param name="pattern">The expression; it need not be anchored.</param>
    /// <param name="explanation">The pattern in words for a person, which completes "must be …".</param>
    public static string? CheckPattern(string value, string pattern, string? explanation)
    {
        string expected = explanation is null ? $"must match {pattern}" : $"must be {explanation}";
        try
        {
            // \z and not $, which would let a line feed at the end pass. The group keeps alternatives together.
            return Regex.IsMatch(value, $@"\A(?:{pattern})\z", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1))
                ? null
                : $"{expected}, but is '{value}'";
        }
        catch (RegexMatchTimeoutException)
        {
            return $"{expected}, but its pattern took more than a second on '{value}'; simplify the pattern";
        }
        catch (ArgumentException e)
        {
            return $"has a pattern that is no regular expression: {e.Message}";
        }
    }

    /// <summary>One of a few words, case included.</summary>
    public static string? CheckAllowed(string value, IReadOnlyList<string> allowed)
    {
        foreach (string one in allowed)
        {
            if (one == value)
            {
                return null;
            }
        }

        return $"must be one of {string.Join(", ", allowed)}, but is '{value}'.{Suggestion.DidYouMean(value, allowed)}".TrimEnd('.');
    }

    /// <summary>An absolute URL that can be fetched: http, https or file.</summary>
    public static string? CheckUrl(string value)
    {
        // The scheme is looked for in the text because on Unix a bare path is a file URL to System.Uri.
        bool scheme = value.StartsWith("http://", StringComparison.OrdinalIgnoreCase)
            || value.StartsWith("https://", StringComparison.OrdinalIgnoreCase)
            || value.StartsWith("file:///", StringComparison.OrdinalIgnoreCase);
        if (scheme && value.IndexOfAny([' ', '\t', '\r', '\n']) < 0 && Uri.TryCreate(value, UriKind.Absolute, out Uri? url) && (url.IsFile || url.Host.Length > 0))
        {
            return null;
        }

        return $"must be an absolute URL (http, https or file), such as https://example.org/app.tar.gz, but is '{value}'";
    }

    private static string Print(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
