namespace OpsMop.Templates.Corpus;

/// <summary>
/// Reads a file of cases. <c>=== what it shows | {"values": 1} | option option</c> begins one, its template follows up to the next, and <c>--- name</c> begins
/// another template of the same case. A line that begins with <c>##</c> at the top of the file is a comment.
/// </summary>
internal static class CorpusFile
{
    public static IEnumerable<CorpusCase> Read(string path)
    {
        CorpusCase? open = null;
        var templates = new Dictionary<string, string>(StringComparer.Ordinal);
        string name = CorpusCase.Main;
        var lines = new List<string>();
        foreach (string line in File.ReadAllText(path).TrimEnd('\n').Split('\n'))
        {
            if (line.StartsWith("=== ", StringComparison.Ordinal))
            {
                if (open is not null)
                {
                    templates[name] = string.Join('\n', lines);
                    yield return open with { Templates = templates };
                }

                open = Header(Path.GetFileNameWithoutExtension(path), line[4..]);
                templates = new Dictionary<string, string>(StringComparer.Ordinal);
                name = CorpusCase.Main;
                lines = [];
            }
            else if (line.StartsWith("--- ", StringComparison.Ordinal))
            {
                templates[name] = string.Join('\n', lines);
                name = line[4..];
                lines = [];
            }
            else if (open is not null)
            {
                lines.Add(line);
            }
        }

        if (open is not null)
        {
            templates[name] = string.Join('\n', lines);
            yield return open with { Templates = templates };
        }
    }

    private static CorpusCase Header(string file, string header)
    {
        string[] parts = header.Split(" | ");
        string[] options = parts.Length > 2 ? parts[2].Split(' ', StringSplitOptions.RemoveEmptyEntries) : [];
        string? After(string prefix) => options.FirstOrDefault(option => option.StartsWith(prefix, StringComparison.Ordinal))?[prefix.Length..];
        return new CorpusCase
        {
            Name = $"{file}: {parts[0]}",
            Templates = new Dictionary<string, string>(),
            Values = parts.Length > 1 && parts[1].Length > 0 ? parts[1] : "{}",
            TrimBlocks = options.Contains("trim_blocks"),
            LstripBlocks = options.Contains("lstrip_blocks"),
            KeepTrailingNewline = !options.Contains("drop_newline"),
            LineStatementPrefix = After("line_statement="),
            LineCommentPrefix = After("line_comment="),
            Refused = options.Contains("refused"),
            Better = options.Contains("better"),
        };
    }
}
