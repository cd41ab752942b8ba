using System.Text;

namespace OpsMop.Parsing;

/// <summary>Reads absolute paths: the one definition for the run time and for the compiler.</summary>
internal static class AbsolutePathParser
{
    /// <summary>Checks and normalises a path. A path that is normal already comes back as the same string, without an allocation.</summary>
    public static bool TryParse(string text, out string normal, out string? error)
    {
        normal = text;
        if (text.Length == 0)
        {
            error = "A path must not be empty; write one from the root, such as /etc/motd.";
            return false;
        }

        if (text[0] != '/')
        {
            error = text[0] == '~'
                ? $"'{text}' is not an absolute path: ~ is not expanded; write the home directory in full, such as /root or /home/app."
                : $"'{text}' is not an absolute path: write it from the root, such as /{text}.";
            return false;
        }

        // One scan: the start of the current segment says all that is needed to judge it when it ends.
        bool isNormal = true;
        int start = 1;
        for (int i = 1; i <= text.Length; i++)
        {
            char c = i < text.Length ? text[i] : '/';
            if (c == '\0')
            {
                error = "A path must not have a NUL character in it; remove it.";
                return false;
            }

            if (c != '/')
            {
                continue;
            }

            int length = i - start;
            if (length == 2 && text[start] == '.' && text[start + 1] == '.')
            {
                error = $"'{text}' has '..' in it, whose meaning depends on links; write the path that is meant.";
                return false;
            }

            if (length == 0 ? text.Length > 1 : length == 1 && text[start] == '.')
            {
                isNormal = false;
            }

            start = i + 1;
        }

        error = null;
        if (!isNormal)
        {
            normal = Normalise(text);
        }

        return true;
    }

    /// <summary>What is wrong with a path that is to be below a folder; <see langword="null"/> if nothing is, or if the whole path tells.</summary>
    /// <param name="folder">The folder, as a message names it.</param>
    /// <param name="relative">The path below it.</param>
    public static string? CheckBelow(string folder, string? relative) =>
        string.IsNullOrEmpty(relative) ? $"What is to be below '{folder}' is empty; leave the / away to mean the folder itself."
        : relative![0] == '/' ? $"'{relative}' is absolute and cannot be below '{folder}'; take the slash at its start away."
        : null;

    private static string Normalise(string text)
    {
        var normal = new StringBuilder(text.Length);
        foreach (string segment in text.Split('/'))
        {
            if (segment.Length > 0 && segment != ".")
            {
                normal.Append('/').Append(segment);
            }
        }

        return normal.Length == 0 ? "/" : normal.ToString();
    }
}
