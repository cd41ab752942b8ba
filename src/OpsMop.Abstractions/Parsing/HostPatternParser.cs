using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Form = OpsMop.Parsing.HostPatternTerm.Form;
using Operation = OpsMop.Parsing.HostPatternTerm.Operation;

namespace OpsMop.Parsing;

/// <summary>Reads patterns of hosts. The language is that of Ansible's patterns, with ranges of names and with sets.</summary>
internal static class HostPatternParser
{
    private const string Example = "write a pattern such as web, web:&berlin or all:!db01";

    /// <summary>How long one regular expression may think about one name.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(1);

    /// <summary>Reads a pattern.</summary>
    public static bool TryParse(string text, out IReadOnlyList<HostPatternTerm> terms, out string? error)
    {
        var read = new List<HostPatternTerm>();
        terms = read;
        if (text.Trim().Length == 0)
        {
            error = "A pattern of hosts must not be empty; " + Example + ".";
            return false;
        }

        foreach (string piece in Split(text, ','))
        {
            // The colons of an IPv6 address separate nothing.
            string bare = piece.TrimStart('!', '&');
            IEnumerable<string> atoms = IsAddress(bare) ? [piece] : Split(piece, ':');
            foreach (string atom in atoms)
            {
                if (ReadTerm(text, atom.Trim(), out error) is not { } term)
                {
                    return false;
                }

                read.Add(term);
            }
        }

        error = null;
        return true;
    }

    /// <summary>The regular expression of a term: it must match from the beginning of a name.</summary>
    public static Regex RegexOf(string text) => new("^(?:" + text + ")", RegexOptions.CultureInvariant, s_patience);

    /// <summary>What is wrong with the name of a host or group; <see langword="null"/> if nothing is.</summary>
    /// <param name="name">The name.</param>
    /// <param name="what"><c>host</c> or <c>group</c>.</param>
    public static string? CheckName(string name, string what)
    {
        if (name.Length == 0)
        {
            return $"The name of a {what} must not be empty.";
        }

        if (name[0] is '-')
        {
            return $"'{name}' cannot name a {what}: ssh would take it for an option.";
        }

        foreach (char c in name)
        {
            if (char.IsWhiteSpace(c) || char.IsControl(c) || c is ',' or '!' or '&' or '~' or '@' or '*' or '?' or '[' or ']' or '/' or '\\' or '\'' or '"' or '`' or '$' or ';' or '|' or '<' or '>' or '(' or ')' or '{' or '}' or '=' or '#')
            {
                return $"'{name}' cannot name a {what}: '{c}' may not stand in it; letters, digits, dots, hyphens and underscores may."
                    + (c is '[' or ']' ? " A range is written as web[01:50]." : c == '@' && what == "host" ? " The user is a setting of its connection." : "");
            }
        }

        return name.IndexOf(':') >= 0 && (what != "host" || !IsAddress(name))
            ? $"'{name}' cannot name a {what}: ':' may not stand in it.{(what == "host" ? " The port is a setting of its connection." : "")}"
            : null;
    }

    private static bool IsAddress(string text) =>
        text.IndexOf(':') is var first && first >= 0 && text.IndexOf(':', first + 1) > 0 && text.IndexOf('[') < 0 && IPAddress.TryParse(text, out _);

    /// <summary>The pieces between separators that stand outside of brackets, and outside of all that a regular expression nests.</summary>
    private static IEnumerable<string> Split(string text, char separator)
    {
        int start = 0, depth = 0;
        for (int i = 0; i < text.Length; i++)
        {
            bool isRegex = IsRegex(text, start);
            switch (text[i])
            {
                case '\\' when isRegex:
                    i++;
                    break;
                case '[':
                case '(' or '{' when isRegex:
                    depth++;
                    break;
                case ']':
                case ')' or '}' when isRegex:
                    depth = Math.Max(0, depth - 1);
                    break;
                case var c when c == separator && depth == 0:
                    yield return text.Substring(start, i - start);
                    start = i + 1;
                    break;
            }
        }

        yield return text.Substring(start);
    }

    private static bool IsRegex(string text, int at)
    {
        while (at < text.Length && (text[at] is '!' or '&' || char.IsWhiteSpace(text[at])))
        {
            at++;
        }

        return at < text.Length && text[at] == '~';
    }

    private static HostPatternTerm? ReadTerm(string pattern, string atom, out string? error)
    {
        Operation operation = atom.Length == 0 ? Operation.Union : atom[0] switch
        {
            '!' => Operation.Exclusion,
            '&' => Operation.Intersection,
            _ => Operation.Union,
        };
        string text = operation == Operation.Union ? atom : atom.Substring(1).Trim();
        if (text.Length == 0)
        {
            error = operation == Operation.Union
                ? $"'{pattern}' has nothing before, after or between its separators; {Example}."
                : $"'{pattern}' has nothing after '{atom[0]}'; {Example}.";
            return null;
        }

        error = null;
        switch (text[0])
        {
            case '~':
                try
                {
                    _ = RegexOf(text.Substring(1));
                }
                catch (ArgumentException exception)
                {
                    error = $"'{text}' is not a regular expression: {exception.Message}";
                    return null;
                }

                return new HostPatternTerm(operation, Form.Regex, text.Substring(1));
            case '@':
                error = text.Length > 1 ? null : $"'{pattern}' has no name after '@'; write @failed, or @FILE for a file with a host in each line.";
                return error is null ? new HostPatternTerm(operation, Form.Set, text.Substring(1)) : null;
            case '!' or '&':
                error = $"'{pattern}' has '{text[0]}' twice in a term; {Example}.";
                return null;
        }

        if (text is "all" or "*")
        {
            return new HostPatternTerm(operation, Form.All, text);
        }

        foreach (char c in text)
        {
            if (char.IsWhiteSpace(c))
            {
                error = $"'{pattern}' has a blank in it: separate names with ':' or ','.";
                return null;
            }
        }

        int brackets = 0;
        foreach (char c in text)
        {
            brackets += c == '[' ? 1 : c == ']' ? -1 : 0;
            if (brackets is < 0 or > 1)
            {
                break;
            }
        }

        if (brackets != 0)
        {
            error = $"'{text}' has a bracket without its counterpart; write web[0] for the first host of a group, web[01:10] for a range, web[abc] for one of some letters.";
            return null;
        }

        return ReadBrackets(operation, text, out error);
    }

    private static HostPatternTerm? ReadBrackets(Operation operation, string text, out string? error)
    {
        error = null;
        HostPatternTerm? index = text[text.Length - 1] == ']' ? ReadIndex(operation, text) : null;
        if (!HostRangeParser.IsRange(text))
        {
            return index ?? new HostPatternTerm(operation, Glob.IsPattern(text) ? Form.Glob : Form.Name, text);
        }

        // Which of the two web[0:2] is, the inventory decides: whether there is a group web.
        bool isRange = HostRangeParser.TryExpand(text, out IReadOnlyList<string> names, out string? fault);
        bool isIndex = index is not null && !(index is { First: >= 0 and var first, Last: >= 0 and var last } && last < first);
        if (!isRange && !isIndex)
        {
            error = fault;
            return null;
        }

        HostPatternTerm term = isIndex ? index! : new HostPatternTerm(operation, Form.Range, text);
        term.Names = isRange ? names : null;
        return term;
    }

    /// <summary>Reads <c>name[0]</c>, <c>name[-1]</c>, <c>name[0:2]</c>, <c>name[1:]</c>, <c>name[:2]</c>.</summary>
    private static HostPatternTerm? ReadIndex(Operation operation, string text)
    {
        int open = text.LastIndexOf('[');
        if (open <= 0)
        {
            return null;
        }

        string inside = text.Substring(open + 1, text.Length - open - 2);
        var term = new HostPatternTerm(operation, Form.Index, text) { Counted = text.Substring(0, open) };
        int colon = inside.IndexOf(':');
        if (colon < 0)
        {
            if (!TryPlace(inside, out int? place) || place is null)
            {
                return null;
            }

            term.First = term.Last = place;
            return term;
        }

        if (inside.Length == 1 || !TryPlace(inside.Substring(0, colon), out int? first) || !TryPlace(inside.Substring(colon + 1), out int? last))
        {
            return null;
        }

        term.First = first;
        term.Last = last;
        return term;
    }

    private static bool TryPlace(string text, out int? place)
    {
        place = null;
        if (text.Length == 0)
        {
            return true;
        }

        if (!int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number) || text[0] == '+')
        {
            return false;
        }

        place = number;
        return true;
    }
}
