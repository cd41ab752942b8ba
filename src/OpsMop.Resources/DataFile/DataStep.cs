using System.Globalization;
using System.Text;

namespace OpsMop;

/// <summary>One step of a path in a file of data: a name, or the number of an item.</summary>
/// <param name="Name">The name; <see langword="null"/> for an item.</param>
/// <param name="Index">The number of the item.</param>
internal readonly record struct DataStep(string? Name, int Index)
{
    /// <summary>Reads a path.</summary>
    /// <param name="text">The path: <c>a."b.c"[0].d</c>.</param>
    /// <param name="error">What is wrong with it.</param>
    /// <returns>Its steps; none where it is wrong.</returns>
    public static IReadOnlyList<DataStep> Parse(string text, out string? error)
    {
        var steps = new List<DataStep>();
        error = null;
        for (var i = 0; i < text.Length && error is null;)
        {
            if (text[i] == '[')
            {
                var end = text.IndexOf(']', i);
                if (end < 0 || !int.TryParse(text.AsSpan(i + 1, end - i - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var index))
                {
                    error = $"[ at character {i + 1} is not followed by a number and ]. The first item of a list is [0]";
                    break;
                }

                steps.Add(new DataStep(null, index));
                i = end + 1;
            }
            else if (steps.Count > 0 && text[i] != '.')
            {
                error = $"character {i + 1} is {text[i]}, and . or [ was to be expected";
            }
            else
            {
                i += steps.Count > 0 ? 1 : 0;
                (var name, i, error) = ReadName(text, i);
                steps.Add(new DataStep(name, 0));
            }
        }

        error ??= steps.Count == 0 ? "it is empty" : null;
        return error is null ? steps : [];
    }

    /// <summary>The step as a path has it.</summary>
    public override string ToString() => Name ?? string.Create(CultureInfo.InvariantCulture, $"[{Index}]");

    private static (string Name, int Next, string? Error) ReadName(string text, int start)
    {
        if (start < text.Length && text[start] == '"')
        {
            var name = new StringBuilder();
            for (var i = start + 1; i < text.Length; i++)
            {
                switch (text[i])
                {
                    case '"':
                        return (name.ToString(), i + 1, null);
                    case '\\' when i + 1 < text.Length:
                        name.Append(text[++i]);
                        break;
                    default:
                        name.Append(text[i]);
                        break;
                }
            }

            return ("", start, $"the quote at character {start + 1} has no end");
        }

        var length = text.AsSpan(start).IndexOfAny('.', '[', '"');
        var end = length < 0 ? text.Length : start + length;
        return (text[start..end], end, end == start ? $"a name is missing at character {start + 1}" : end < text.Length && text[end] == '"' ? $"the quote at character {end + 1} is in the middle of a name" : null);
    }
}
