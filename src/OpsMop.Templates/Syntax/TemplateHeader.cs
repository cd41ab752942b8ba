using OpsMop.Parsing;

namespace OpsMop.Templates.Syntax;

/// <summary>A template's first line when it sets options, as Ansible has it: <c>#jinja2: trim_blocks: False, variable_start_string: '[%'</c>.</summary>
internal static class TemplateHeader
{
    private const string Mark = "#jinja2:";

    private static readonly string[] Names =
    [
        "block_start_string", "block_end_string", "variable_start_string", "variable_end_string", "comment_start_string", "comment_end_string",
        "line_statement_prefix", "line_comment_prefix", "trim_blocks", "lstrip_blocks", "keep_trailing_newline",
    ];

    /// <summary>The options that a template's header changes.</summary>
    /// <param name="text">The template.</param>
    /// <param name="options">The options without it.</param>
    /// <param name="end">Where the template begins after its header; 0 if there is none.</param>
    /// <exception cref="SyntaxFaultException">The header is no such line.</exception>
    public static SyntaxOptions Read(string text, SyntaxOptions options, out int end)
    {
        end = 0;
        if (!text.StartsWith(Mark, StringComparison.Ordinal))
        {
            return options;
        }

        int line = text.IndexOfAny(['\r', '\n']);
        int lineEnd = line < 0 ? text.Length : line;
        end = line < 0 ? text.Length : text[line] == '\r' && line + 1 < text.Length && text[line + 1] == '\n' ? line + 2 : line + 1;
        int at = Mark.Length;
        while (true)
        {
            int nameAt = Skip(text, at, lineEnd);
            int nameEnd = PythonText.EndOfWord(text, nameAt);
            int colon = Skip(text, nameEnd, lineEnd);
            if (nameEnd == nameAt || colon >= lineEnd || text[colon] != ':')
            {
                throw new SyntaxFaultException(
                    $"The header '{Mark}' is followed by options as in 'trim_blocks: False, variable_start_string: \"[%\"'.", Rest(nameAt, lineEnd));
            }

            int valueAt = Skip(text, colon + 1, lineEnd);
            var value = ReadValue(text, valueAt, lineEnd, out int valueEnd);
            options = With(options, text.Substring(nameAt, nameEnd - nameAt), value, new Span(nameAt, nameEnd - nameAt), new Span(valueAt, valueEnd - valueAt));
            at = Skip(text, valueEnd, lineEnd);
            if (at == lineEnd)
            {
                return options;
            }

            if (text[at] != ',')
            {
                throw new SyntaxFaultException("Options of the header are separated by commas.", Rest(at, lineEnd));
            }

            at++;
        }
    }

    private static Span Rest(int start, int end) => new(start, Math.Max(0, end - start));

    private static int Skip(string text, int at, int end)
    {
        while (at < end && PythonText.IsSpace(text[at]))
        {
            at++;
        }

        return at;
    }

    /// <summary>Reads <c>True</c>, <c>False</c>, <c>None</c> or a string.</summary>
    private static object? ReadValue(string text, int at, int lineEnd, out int end)
    {
        if (at < lineEnd && text[at] is '\'' or '"')
        {
            end = at + 1;
            while (end < lineEnd && text[end] != text[at])
            {
                end += text[end] == '\\' ? 2 : 1;
            }

            if (end >= lineEnd)
            {
                throw new SyntaxFaultException($"Nothing closes the string that begins here. Close it with {text[at]}.", new Span(at, 1));
            }

            var value = PythonText.Unescape(text, at + 1, end, out var fault, out int faultAt);
            end++;
            return fault is null ? value : throw new SyntaxFaultException(fault, new Span(faultAt, 2));
        }

        end = Math.Min(lineEnd, PythonText.EndOfWord(text, at));
        switch (text.Substring(at, end - at))
        {
            case "True" or "true":
                return true;
            case "False" or "false":
                return false;
            case "None" or "none":
                return null;
            default:
                throw new SyntaxFaultException("The value of an option in the header is True, False, or a string in quotes.", Rest(at, Math.Max(end, lineEnd)));
        }
    }

    private static SyntaxOptions With(SyntaxOptions options, string name, object? value, Span nameSpan, Span valueSpan)
    {
        string Text() => value as string ?? throw new SyntaxFaultException($"The option '{name}' is a string in quotes.", valueSpan);
        string? TextOrNone() => value is null ? null : Text();
        bool Switch() => value as bool? ?? throw new SyntaxFaultException($"The option '{name}' is True or False.", valueSpan);
        var result = name switch
        {
            "block_start_string" => options with { BlockStart = Text() },
            "block_end_string" => options with { BlockEnd = Text() },
            "variable_start_string" => options with { VariableStart = Text() },
            "variable_end_string" => options with { VariableEnd = Text() },
            "comment_start_string" => options with { CommentStart = Text() },
            "comment_end_string" => options with { CommentEnd = Text() },
            "line_statement_prefix" => options with { LineStatementPrefix = TextOrNone() },
            "line_comment_prefix" => options with { LineCommentPrefix = TextOrNone() },
            "trim_blocks" => options with { TrimBlocks = Switch() },
            "lstrip_blocks" => options with { LstripBlocks = Switch() },
            "keep_trailing_newline" => options with { KeepTrailingNewline = Switch() },
            "newline_sequence" => throw new SyntaxFaultException("The option 'newline_sequence' is not supported: lines end with LF.", nameSpan),
            _ => throw new SyntaxFaultException($"There is no option '{name}'.{Suggestion.DidYouMean(name, Names)}", nameSpan),
        };
        return result;
    }

    /// <summary>What is wrong with the options; null if nothing is.</summary>
    public static string? FaultOf(SyntaxOptions options)
    {
        var texts = new (string Name, string? Text)[]
        {
            ("block_start_string", options.BlockStart),
            ("variable_start_string", options.VariableStart),
            ("comment_start_string", options.CommentStart),
            ("line_statement_prefix", options.LineStatementPrefix),
            ("line_comment_prefix", options.LineCommentPrefix),
            ("block_end_string", options.BlockEnd),
            ("variable_end_string", options.VariableEnd),
            ("comment_end_string", options.CommentEnd),
        };
        for (int i = 0; i < texts.Length; i++)
        {
            var (name, text) = texts[i];
            if (text is null)
            {
                continue;
            }

            if (text.Length == 0 || PythonText.IsSpace(text[0]) || text.IndexOfAny(['\r', '\n']) >= 0)
            {
                return $"The option '{name}' is no delimiter: it must not be empty, begin with a blank, or have a line end.";
            }

            for (int j = 0; j < i && i < 5; j++)
            {
                if (texts[j].Text == text)
                {
                    return $"The options '{texts[j].Name}' and '{name}' are the same, '{text}'. What begins a tag must say which.";
                }
            }
        }

        return null;
    }
}
