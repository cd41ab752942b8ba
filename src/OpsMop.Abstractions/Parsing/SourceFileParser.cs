using System.Collections.Generic;

namespace OpsMop.Parsing;

/// <summary>Reads paths of files that travel with a policy.</summary>
internal static class SourceFileParser
{
    /// <summary>Checks and normalises a path relative to the project that declares the role, or an absolute one. Whether the role may have that is not known here.</summary>
    public static bool TryParse(string text, out string normal, out string? error)
    {
        normal = text;
        error = null;
        if (text.Length == 0)
        {
            error = "A source file must not be empty; write its path relative to the project, such as files/motd.";
        }
        else if (text.Length > 1 && text[1] == ':')
        {
            error = $"'{text}' is absolute, and no path of Unix; a source file travels with the role: write its path relative to the project, such as files/motd.";
        }
        else if (text.IndexOf('\\') >= 0)
        {
            error = $"'{text}' has a backslash in it; write '{text.Replace('\\', '/')}', which works on every platform.";
        }
        else if (text.IndexOf('\0') >= 0)
        {
            error = "A source file must not have a NUL character in it; remove it.";
        }
        else if (text[text.Length - 1] == '/')
        {
            error = $"'{text}' names a folder; write the path of a file.";
        }

        if (error is not null)
        {
            return false;
        }

        var segments = new List<string>();
        foreach (string segment in text.Split('/'))
        {
            if (segment == "..")
            {
                error = $"'{text}' leads out of its project with '..'; move the file into the project that declares the role.";
                return false;
            }

            if (segment.Length > 0 && segment != ".")
            {
                segments.Add(segment);
            }
        }

        if (segments.Count == 0)
        {
            error = $"'{text}' names a folder; write the path of a file.";
            return false;
        }

        string joined = (text[0] == '/' ? "/" : "") + string.Join("/", segments);
        normal = joined == text ? text : joined;
        return true;
    }
}
