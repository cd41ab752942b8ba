using System;

namespace OpsMop.Parsing;

/// <summary>Reads names of systemd units.</summary>
internal static class UnitNameParser
{
    private static readonly string[] s_types =
        ["service", "socket", "target", "timer", "mount", "path", "slice", "device", "automount", "swap", "scope"];

    /// <summary>Reads a unit's name; one without a type is a service, as systemctl has it.</summary>
    public static bool TryParse(string text, out string name, out string? error)
    {
        name = text;
        if (text.Length == 0)
        {
            error = "A unit's name must not be empty; write it as nginx or nginx.service.";
            return false;
        }

        foreach (char c in text)
        {
            if (!(c is >= 'a' and <= 'z' or >= 'A' and <= 'Z' or >= '0' and <= '9' or ':' or '-' or '_' or '.' or '\\' or '@'))
            {
                error = c == '/'
                    ? $"'{text}' is not a unit's name: a path is escaped in it; ask systemd-escape --path '{text}'."
                    : $"'{text}' is not a unit's name: '{c}' may not stand in it; letters, digits and : - _ . \\ @ may.";
                return false;
            }
        }

        int dot = text.LastIndexOf('.');
        string suffix = dot < 0 ? "" : text.Substring(dot + 1);
        if (Array.IndexOf(s_types, suffix) < 0)
        {
            // A dot may be part of the name (app.example.org), but a type that is nearly right is a slip.
            string? meant = suffix.Length == 0 ? null : Suggestion.Nearest(suffix, s_types);
            if (meant is not null)
            {
                error = $"'{text}' has no type that systemd knows. Did you mean '{text.Substring(0, dot)}.{meant}'?";
                return false;
            }

            if (dot == text.Length - 1 && dot >= 0)
            {
                error = $"'{text}' ends with a dot; write its type after it, such as {text}service.";
                return false;
            }

            name = text + ".service";
            dot = text.Length;
        }

        if (dot == 0 || text[0] == '@')
        {
            error = $"'{text}' has a type but no name; write it as nginx.service.";
            return false;
        }

        if (name.Length > 255)
        {
            error = $"'{text.Substring(0, 40)}…' is too long for a unit's name: {name.Length} characters; 255 are allowed.";
            return false;
        }

        error = null;
        return true;
    }
}
