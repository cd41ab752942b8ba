using System;

namespace OpsMop.Parsing;

/// <summary>Reads permission bits, octal and symbolic.</summary>
internal static class UnixModeParser
{
    private const int SetUid = 0x800, SetGid = 0x400, Sticky = 0x200;

    /// <summary>Reads <c>0644</c>, <c>644</c> or <c>u=rw,go=r</c>.</summary>
    public static bool TryParse(string text, out int bits, out string? error)
    {
        bits = 0;
        if (text.Length == 0)
        {
            error = "A mode must not be empty; write it as 0644 or u=rw,go=r.";
            return false;
        }

        return text[0] >= '0' && text[0] <= '9' ? TryParseOctal(text, out bits, out error) : TryParseSymbolic(text, out bits, out error);
    }

    /// <summary>The canonical text: four octal digits.</summary>
    public static string Print(int bits) => Convert.ToString(bits, 8).PadLeft(4, '0');

    private static bool TryParseOctal(string text, out int bits, out string? error)
    {
        bits = 0;
        foreach (char c in text)
        {
            if (c < '0' || c > '7')
            {
                error = $"'{text}' is not a mode: '{c}' is not an octal digit; write it as 0644 or u=rw,go=r.";
                return false;
            }
        }

        if (text.Length < 3 || text.Length > 4)
        {
            error = $"'{text}' is not a mode: it takes three or four octal digits, such as 644 or 0644.";
            return false;
        }

        bits = Convert.ToInt32(text, 8);
        error = null;
        return true;
    }

    private static bool TryParseSymbolic(string text, out int bits, out string? error)
    {
        bits = 0;
        int result = 0;
        foreach (string clause in text.Split(','))
        {
            error = ApplyClause(text, clause, ref result);
            if (error is not null)
            {
                return false;
            }
        }

        bits = result;
        error = null;
        return true;
    }

    private static string? ApplyClause(string text, string clause, ref int result)
    {
        int at = clause.IndexOfAny(['=', '+', '-']);
        if (at < 0)
        {
            return $"'{text}' is not a mode; write it as 0644 or u=rw,go=r.";
        }

        if (clause[at] != '=')
        {
            string does = clause[at] == '+' ? "adds to" : "takes from";
            return $"'{text}' {does} a mode; a mode says what is, not what to change: write it whole, such as 0644 or u=rw,go=r.";
        }

        if (at == 0)
        {
            return $"'{text}' does not say whose permissions '{clause}' sets; write u, g, o or a before the '=', such as u=rw,go=r.";
        }

        int affected = 0;
        for (int i = 0; i < at; i++)
        {
            switch (clause[i])
            {
                case 'u': affected |= SetUid | 0x1C0; break;
                case 'g': affected |= SetGid | 0x38; break;
                case 'o': affected |= Sticky | 0x7; break;
                case 'a': affected |= 0xFFF; break;
                default: return $"'{text}' is not a mode: '{clause[i]}' is none of u, g, o and a; write it as 0644 or u=rw,go=r.";
            }
        }

        int given = 0;
        for (int i = at + 1; i < clause.Length; i++)
        {
            int bit;
            switch (clause[i])
            {
                case 'r': bit = 0x124; break;
                case 'w': bit = 0x92; break;
                case 'x': bit = 0x49; break;
                case 's': bit = SetUid | SetGid; break;
                case 't': bit = Sticky; break;
                case 'X': return $"'{text}' has X, which depends on what is there; write x, or leave it out.";
                default: return $"'{text}' is not a mode: '{clause[i]}' is none of r, w, x, s and t; write it as 0644 or u=rw,go=r.";
            }

            if ((bit & affected) == 0)
            {
                return clause[i] == 's'
                    ? $"'{text}' sets s for others, which does not exist; s stands with u or g."
                    : $"'{text}' sets t for user or group, which does not exist; t stands with o or a.";
            }

            given |= bit;
        }

        // As in chmod, a later clause wins: a=r,u=rw is 0644.
        result = (result & ~affected) | (given & affected);
        return null;
    }
}
