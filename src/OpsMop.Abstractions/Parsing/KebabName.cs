using System.Text;

namespace OpsMop.Parsing;

/// <summary>Names of C# as they are written in data files and on the command line.</summary>
internal static class KebabName
{
    /// <summary><c>NginxProxy</c> is <c>nginx-proxy</c>.</summary>
    public static string Of(string pascal)
    {
        var text = new StringBuilder(pascal.Length + 4);
        for (int i = 0; i < pascal.Length; i++)
        {
            char c = pascal[i];
            bool startsWord = char.IsUpper(c) && i > 0 && (!char.IsUpper(pascal[i - 1]) || (i + 1 < pascal.Length && char.IsLower(pascal[i + 1])));
            if (startsWord && text[text.Length - 1] != '-')
            {
                text.Append('-');
            }

            text.Append(c is '_' or '`' ? '-' : char.ToLowerInvariant(c));
        }

        return text.ToString();
    }
}
