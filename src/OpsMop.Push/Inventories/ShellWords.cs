using System.Text;

namespace OpsMop.Push.Inventories;

/// <summary>Splits a line as Python's <c>shlex</c> does, which reads the lines of an INI inventory.</summary>
internal static class ShellWords
{
    /// <summary>The words; <see langword="null"/> where a quote is not closed.</summary>
    /// <param name="line">The line.</param>
    /// <param name="hasComments">Whether <c>#</c> begins a comment.</param>
    public static List<string>? Split(string line, bool hasComments)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        var isWord = false;
        for (var i = 0; i < line.Length; i++)
        {
            var c = line[i];
            switch (c)
            {
                case '\'' or '"':
                    isWord = true;
                    for (i++; i < line.Length && line[i] != c; i++)
                    {
                        if (c == '"' && line[i] == '\\' && i + 1 < line.Length && line[i + 1] is '"' or '\\')
                        {
                            i++;
                        }

                        word.Append(line[i]);
                    }

                    if (i >= line.Length)
                    {
                        return null;
                    }

                    break;
                case '\\' when i + 1 < line.Length:
                    isWord = true;
                    word.Append(line[++i]);
                    break;
                case '#' when hasComments:
                    i = line.Length;
                    break;
                case ' ' or '\t' or '\r':
                    End();
                    break;
                default:
                    isWord = true;
                    word.Append(c);
                    break;
            }
        }

        End();
        return words;

        void End()
        {
            if (isWord)
            {
                words.Add(word.ToString());
            }

            word.Clear();
            isWord = false;
        }
    }
}
