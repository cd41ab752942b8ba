using OpsMop.Parsing;

namespace OpsMop;

/// <summary>How names of C# are written in data files and on the command line.</summary>
internal static class Naming
{
    /// <summary><c>NginxProxy</c> is <c>nginx-proxy</c>.</summary>
    public static string Kebab(string pascal) => KebabName.Of(pascal);

    /// <summary>Whether two names are the same but for case, hyphens and underscores: <c>MaxConns</c>, <c>max_conns</c>, <c>max-conns</c>.</summary>
    public static bool Same(string one, string other)
    {
        int i = 0, j = 0;
        while (true)
        {
            while (i < one.Length && one[i] is ('-' or '_'))
            {
                i++;
            }

            while (j < other.Length && other[j] is ('-' or '_'))
            {
                j++;
            }

            if (i == one.Length || j == other.Length)
            {
                return i == one.Length && j == other.Length;
            }

            if (char.ToLowerInvariant(one[i++]) != char.ToLowerInvariant(other[j++]))
            {
                return false;
            }
        }
    }
}
