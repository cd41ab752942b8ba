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

    /// <summary>The remedy for a backslash before a hole, shared with <see cref="ShellScanner"/>.</summary>
    public const string BackslashBeforeHole = "A backslash stands before a hole, which is quoted for you; take the backslash away.";

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
        int quoteOffset = 0;
        int holes = 0;

        for (int p = 0; p < parts.Count; p++)
        {
            string? literal = parts[p];
            if (literal is null)
            {
                if (quote != '\0')
                {
                    return Fail(result, CommandFault.Unquoted, p, 0, HoleInQuotes);
                }

                BeginWord(p, 0);
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
                        return p + 1 < parts.Count
                            ? Fail(result, CommandFault.Unquoted, p, i, BackslashBeforeHole)
                            : Fail(result, CommandFault.Invalid, p, i, "The command ends with a backslash; take it away, or double it to mean one.");
                    }

                    char escaped = literal[++i];
                    if (escaped == '\n')
                    {
                        continue;
                    }

                    BeginWord(p, i);
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
                    BeginWord(p, i);
                    quote = c;
                    quotePart = p;
                    quoteOffset = i;
                }
                else if (c is ' ' or '\t' or '\r' or '\n')
                {
                    EndWord();
                    newline |= c == '\n';
                }
                else
                {
                    BeginWord(p, i);
                    Note(p, i, ShellSyntaxAt(literal, i, p + 1 < parts.Count));
                    text.Append(c);
                }
            }
        }

        if (quote != '\0')
        {
            return Fail(
                result,
                CommandFault.Invalid,
                quotePart,
                quoteOffset,
                $"A quote ({quote}) is opened and never closed; close it, or write \\{quote} to mean the character.");
        }

        EndWord();
        if (result.Words.Count == 0)
        {
            return Fail(result, CommandFault.Invalid, 0, 0, "The command is empty; write the program to run.");
        }

        return result;

        void BeginWord(int part, int offset)
        {
            if (!inWord && newline && result.Words.Count > 0)
            {
                Note(part, offset, "a new line");
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

        void Note(int part, int offset, string? syntax)
        {
            if (syntax is not null && result.ShellSyntax is null)
            {
                result.ShellSyntax = syntax;
                result.ShellFault = new CommandFault(CommandFault.Shell, NeedsShell(syntax), part, offset);
            }
        }
    }

    /// <summary>The message for a command that has what only a shell understands.</summary>
    public static string NeedsShell(string syntax) =>
        $"The command has {(syntax[0] == 'a' ? syntax : "'" + syntax + "'")} in it, which only a shell understands; use Shell, or put it in quotes to pass it on as it is.";

    /// <summary>The shell syntax at a place where there is some.</summary>
    public static string? ShellSyntaxOf(string literal, int offset) => ShellSyntaxAt(literal, offset, holeFollows: true);

    /// <summary>A hole that holds a list and touches other text; <see langword="null"/> if there is none.</summary>
    /// <param name="parts">The literal parts in order; <see langword="null"/> stands for a hole.</param>
    /// <param name="isList">Whether the hole of a number, from 0, holds a list.</param>
    public static CommandFault? FindGluedList(IReadOnlyList<string?> parts, System.Func<int, bool> isList)
    {
        int hole = 0;
        for (int i = 0; i < parts.Count; i++)
        {
            if (parts[i] is null && isList(hole++))
            {
                bool alone = (i == 0 || (parts[i - 1] is { Length: > 0 } before && IsBlank(before[before.Length - 1])))
                    && (i + 1 == parts.Count || (parts[i + 1] is { Length: > 0 } after && (IsBlank(after[0]) || after[0] is ';' or '|' or '&' or ')')));
                if (!alone)
                {
                    return new CommandFault(
                        CommandFault.Invalid,
                        "A hole that holds a list touches other text; put blanks around it: each element becomes an argument of its own.",
                        i,
                        0);
                }
            }
        }

        return null;
    }

    private static bool IsBlank(char c) => c is ' ' or '\t' or '\r' or '\n';

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

    private static CommandWords Fail(CommandWords result, string id, int part, int offset, string error)
    {
        result.Fault = new CommandFault(id, error, part, offset);
        return result;
    }
}
