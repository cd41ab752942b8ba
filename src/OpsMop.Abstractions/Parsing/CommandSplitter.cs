using System.Collections.Generic;
using System.Text;

namespace OpsMop.Parsing;

/// <summary>
/// Splits a command that no shell reads into words, by POSIX quoting: single quotes, double quotes, backslash. Nothing is expanded.
/// A hole is part of the word that it touches, and never splits.
/// </summary>
internal static class CommandSplitter
{
    /// <summary>The remedy for a hole inside quotes, shared with <see cref="ShellScanner"/>.</summary>
    public const string HoleInQuotes = "A hole stands inside quotes, where it cannot be quoted safely; take the quotes away: a hole is quoted for you, whatever it holds.";

    /// <summary>Splits a command.</summary>
    /// <param name="parts">The literal parts in order, neighbouring ones joined; <see langword="null"/> stands for a hole.</param>
    public static CommandWords Split(IReadOnlyList<string?> parts)
    {
        var result = new CommandWords();
        var word = new List<CommandPiece>();
        var text = new StringBuilder();
        bool inWord = false;   // an empty pair of quotes is a word too
        bool newline = false;
        char quote = '\0';
        int quotePart = -1;
        int holes = 0;

        for (int p = 0; p < parts.Count; p++)
        {
            string? literal = parts[p];
            if (literal is null)
            {
                if (quote != '\0')
                {
                    return Fail(result, p, HoleInQuotes);
                }

                BeginWord(p);
                EndPiece();
                word.Add(CommandPiece.OfHole(holes++));
                continue;
            }

            for (int i = 0; i < literal.Length; i++)
            {
                char c = literal[i];
                if (quote == '\'')
                {
                    if (c == '\'')
                    {
                        quote = '\0';
                    }
                    else
                    {
                        text.Append(c);
                    }
                }
                else if (c == '\\')
                {
                    if (i + 1 == literal.Length)
                    {
                        return Fail(result, p, p + 1 < parts.Count
                            ? "A backslash stands before a hole, which is quoted for you; take the backslash away."
                            : "The command ends with a backslash; take it away, or double it to mean one.");
                    }

                    char escaped = literal[++i];
                    if (escaped == '\n')
                    {
                        continue;
                    }

                    BeginWord(p);
                    if (quote == '"' && escaped is not ('$' or '`' or '"' or '\\'))
                    {
                        text.Append('\\');
                    }

                    text.Append(escaped);
                }
                else if (quote == '"')
                {
                    if (c == '"')
                    {
                        quote = '\0';
                    }
                    else
                    {
                        text.Append(c);
                    }
                }
                else if (c is '\'' or '"')
                {
                    BeginWord(p);
                    quote = c;
                    quotePart = p;
                }
                else if (c is ' ' or '\t' or '\r' or '\n')
                {
                    EndWord();
                    newline |= c == '\n';
                }
                else
                {
                    BeginWord(p);
                    Note(p, ShellSyntaxAt(literal, i, p + 1 < parts.Count));
                    text.Append(c);
                }
            }
        }

        if (quote != '\0')
        {
            return Fail(result, quotePart, $"A quote ({quote}) is opened and never closed; close it, or write \\{quote} to mean the character.");
        }

        EndWord();
        if (result.Words.Count == 0)
        {
            return Fail(result, 0, "The command is empty; write the program to run.");
        }

        return result;

        void BeginWord(int part)
        {
            if (!inWord && newline && result.Words.Count > 0)
            {
                Note(part, "a new line");
            }

            newline = false;
            inWord = true;
        }

        void EndPiece()
        {
            if (text.Length > 0)
            {
                word.Add(CommandPiece.OfLiteral(text.ToString()));
                text.Clear();
            }
        }

        void EndWord()
        {
            EndPiece();
            if (inWord)
            {
                result.Words.Add(word.ToArray());
                word.Clear();
                inWord = false;
            }
        }

        void Note(int part, string? syntax)
        {
            if (syntax is not null && result.ShellSyntax is null)
            {
                result.ShellSyntax = syntax;
                result.FaultyPart = part;
            }
        }
    }

    /// <summary>The message for a command that has what only a shell understands.</summary>
    public static string NeedsShell(string syntax) =>
        $"The command has {(syntax[0] == 'a' ? syntax : "'" + syntax + "'")} in it, which only a shell understands; use Shell, or put it in quotes to pass it on as it is.";

    private static string? ShellSyntaxAt(string literal, int i, bool holeFollows)
    {
        char next = i + 1 < literal.Length ? literal[i + 1] : '\0';
        switch (literal[i])
        {
            case '|': return next == '|' ? "||" : "|";
            case '&': return next == '&' ? "&&" : "&";
            case ';': return ";";
            case '<': return "<";
            case '>': return ">";
            case '`': return "`";
            case '$' when next == '(': return "$(";
            case '$' when next is '{' or '_' or >= 'a' and <= 'z' or >= 'A' and <= 'Z': return "$";
            case '$' when next == '\0' && holeFollows: return "$";
            default: return null;
        }
    }

    private static CommandWords Fail(CommandWords result, int part, string error)
    {
        result.Error = error;
        result.FaultyPart = part;
        return result;
    }
}
