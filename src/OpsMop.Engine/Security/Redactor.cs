using System.Buffers;
using System.Text;

namespace OpsMop.Engine.Security;

/// <summary>
/// Masks the values of secrets in what comes from outside: the output of commands, their errors, messages. It finds a value as it is, not encoded
/// or cut in two; it is the second line of defence behind <see cref="Text"/>, which never shows a secret in the first place.
/// </summary>
public static class Redactor
{
    private const string Stars = "***";

    private static volatile Search? s_search;

    /// <summary>The text with <c>***</c> in place of each secret; the same object where there is none.</summary>
    /// <param name="text">The text.</param>
    [return: System.Diagnostics.CodeAnalysis.NotNullIfNotNull(nameof(text))]
    public static string? Mask(string? text)
    {
        var known = KnownSecrets.All;
        if (string.IsNullOrEmpty(text) || known.Length == 0)
        {
            return text;
        }

        var search = s_search;
        if (search is null || search.Known != known)
        {
            s_search = search = new Search(known);
        }

        return search.Mask(text);
    }

    private sealed class Search
    {
        private readonly string[] _longestFirst;
        private readonly SearchValues<string> _values;

        public Search(string[] known)
        {
            Known = known;
            _longestFirst = [.. known.OrderByDescending(value => value.Length)];
            _values = SearchValues.Create(known, StringComparison.Ordinal);
        }

        public string[] Known { get; }

        public string Mask(string text)
        {
            var from = text.AsSpan().IndexOfAny(_values);
            if (from < 0)
            {
                return text;
            }

            var masked = new StringBuilder(text.Length);
            var at = 0;
            while (true)
            {
                masked.Append(text, at, from - at).Append(Stars);
                at = EndOfSecret(text, from);
                var next = text.AsSpan(at).IndexOfAny(_values);
                if (next < 0)
                {
                    return masked.Append(text, at, text.Length - at).ToString();
                }

                from = at + next;
            }
        }

        // Where one secret overlaps the next, the tail of the second is no less secret.
        private int EndOfSecret(string text, int from)
        {
            var end = from;
            for (var i = from; i <= end && i < text.Length; i++)
            {
                foreach (var value in _longestFirst)
                {
                    if (i + value.Length > end && text.AsSpan(i).StartsWith(value, StringComparison.Ordinal))
                    {
                        end = i + value.Length;
                        break;
                    }
                }
            }

            return end;
        }
    }
}
