using System.Collections.Generic;

namespace OpsMop.Parsing;

/// <summary>
/// Finds the holes of a shell command that single quotes would not make safe: inside quotes, comments, here-documents, arithmetic and
/// the like. It need not understand all of a shell, but what it does not understand it must refuse: after anything that may mislead it,
/// every further hole is refused.
/// </summary>
internal static class ShellScanner
{
    private const string TooIntricate =
        "A hole stands after shell syntax that is too intricate to quote it safely ({0}); set a shell variable from the hole at the start (x={{hole}}; …) and use \"$x\".";

    private enum Context
    {
        Command,
        Substitution,
        Subshell,
        SingleQuotes,
        DoubleQuotes,
        Backticks,
        Parameter,
        Arithmetic,
        Comment,
    }

    /// <summary>What is wrong with a hole or a quote of a shell command; <see langword="null"/> if nothing is.</summary>
    /// <param name="parts">The literal parts in order, neighbouring ones joined; <see langword="null"/> stands for a hole.</param>
    public static CommandFault? FindFault(IReadOnlyList<string?> parts)
    {
        var contexts = new Stack<Context>();
        contexts.Push(Context.Command);
        string? intricate = null;   // from where on no hole is safe, and why
        bool hereDocument = false;
        bool wordStart = true;
        bool backslash = false, dollar = false;
        int depth = 0;              // of parentheses in arithmetic
        int quotePart = -1;
        int quoteOffset = 0;

        for (int p = 0; p < parts.Count; p++)
        {
            string? literal = parts[p];
            if (literal is null)
            {
                string? wrong = backslash ? CommandSplitter.BackslashBeforeHole
                    : dollar ? "A '$' stands before a hole, so that the shell would read what it holds as a name; take the '$' away."
                    : contexts.Peek() switch
                    {
                        Context.SingleQuotes or Context.DoubleQuotes => CommandSplitter.HoleInQuotes,
                        Context.Comment => "A hole stands in a comment, which a new line in it would end; take it out.",
                        Context.Backticks => "A hole stands inside backticks, where quoting is not safe; use $(…).",
                        Context.Parameter => string.Format(TooIntricate, "${…}"),
                        Context.Arithmetic => string.Format(TooIntricate, "((…))"),
                        _ => intricate is null ? null : string.Format(TooIntricate, intricate),
                    };
                if (wrong is not null)
                {
                    return new CommandFault(CommandFault.Unquoted, wrong, p, 0);
                }

                wordStart = false;
                continue;
            }

            for (int i = 0; i < literal.Length; i++)
            {
                char c = literal[i];
                char next = i + 1 < literal.Length ? literal[i + 1] : '\0';
                Context context = contexts.Peek();
                dollar = false;
                if (context == Context.SingleQuotes)
                {
                    if (c == '\'')
                    {
                        contexts.Pop();
                    }

                    continue;
                }

                if (context == Context.Comment)
                {
                    if (c != '\n')
                    {
                        continue;
                    }

                    contexts.Pop();
                    context = contexts.Peek();
                }

                if (c == '\\')
                {
                    backslash = i + 1 == literal.Length;
                    wordStart = wordStart && next == '\n';
                    i++;
                    continue;
                }

                if (context == Context.Backticks)
                {
                    if (c == '`')
                    {
                        contexts.Pop();
                    }
                    else if (c is '\'' or '"' or '#')
                    {
                        intricate ??= "quotes inside backticks: use $(…)";
                    }

                    continue;
                }

                if (context is Context.Parameter or Context.Arithmetic)
                {
                    if (c is '\'' or '"' or '`' || (c == '$' && next == '('))
                    {
                        intricate ??= context == Context.Parameter ? "quotes or commands inside ${…}" : "quotes or commands inside ((…))";
                    }

                    if (c == '$' && next == '{')
                    {
                        contexts.Push(Context.Parameter);
                        i++;
                    }
                    else if (context == Context.Parameter)
                    {
                        if (c == '}')
                        {
                            contexts.Pop();
                        }
                    }
                    else if (c == '(')
                    {
                        depth++;
                    }
                    else if (c == ')' && --depth == 0)
                    {
                        contexts.Pop();
                    }

                    continue;
                }

                // Command text or double quotes from here on; what begins with $ or a backtick is the same in both.
                if (c == '`')
                {
                    contexts.Push(Context.Backticks);
                    wordStart = false;
                    continue;
                }

                if (c == '$')
                {
                    dollar = i + 1 == literal.Length;
                    wordStart = false;
                    if (next == '(' && i + 2 < literal.Length && literal[i + 2] == '(')
                    {
                        contexts.Push(Context.Arithmetic);
                        depth = 2;
                        i += 2;
                    }
                    else if (next == '(')
                    {
                        contexts.Push(Context.Substitution);
                        wordStart = true;
                        i++;
                    }
                    else if (next == '{')
                    {
                        contexts.Push(Context.Parameter);
                        i++;
                    }
                    else if (next == '\'' && context != Context.DoubleQuotes)
                    {
                        intricate ??= "$'…'";
                    }
                    else if (next is '$' or '#')
                    {
                        // The second character is a parameter of its own: $$ before a hole is no '$' before it, and $# begins no comment.
                        i++;
                    }

                    continue;
                }

                if (context == Context.DoubleQuotes)
                {
                    if (c == '"')
                    {
                        contexts.Pop();
                    }

                    continue;
                }

                switch (c)
                {
                    case '\'':
                    case '"':
                        contexts.Push(c == '"' ? Context.DoubleQuotes : Context.SingleQuotes);
                        quotePart = p;
                        quoteOffset = i;
                        wordStart = false;
                        break;
                    case '#' when wordStart:
                        contexts.Push(Context.Comment);
                        break;
                    case '<' when next == '<':
                        if (i + 2 < literal.Length && literal[i + 2] == '<')
                        {
                            i += 2;
                        }
                        else
                        {
                            hereDocument = true;
                            i++;
                        }

                        wordStart = true;
                        break;
                    case '\n':
                        if (hereDocument)
                        {
                            intricate ??= "a here-document: use .Stdin(…)";
                        }

                        wordStart = true;
                        break;
                    case '(' when next == '(' && wordStart:
                        contexts.Push(Context.Arithmetic);
                        depth = 2;
                        i++;
                        break;
                    case '(':
                        contexts.Push(Context.Subshell);
                        wordStart = true;
                        break;
                    case ')':
                        // A pattern of case has no opening parenthesis; at the top that harms nothing.
                        if (context is Context.Substitution or Context.Subshell)
                        {
                            contexts.Pop();
                        }

                        wordStart = context != Context.Substitution;
                        break;
                    case ' ' or '\t' or ';' or '|' or '&' or '<' or '>':
                        wordStart = true;
                        break;
                    default:
                        if (wordStart && c == 'c' && context == Context.Substitution | context == Context.Subshell
                            && string.CompareOrdinal(literal, i, "case", 0, 4) == 0)
                        {
                            intricate ??= "case inside (…)";
                        }

                        wordStart = false;
                        break;
                }
            }
        }

        return hereDocument || intricate is not null || contexts.Peek() is not (Context.SingleQuotes or Context.DoubleQuotes)
            ? null
            : new CommandFault(
                CommandFault.Invalid,
                $"A quote ({(contexts.Peek() == Context.DoubleQuotes ? '"' : '\'')}) is opened and never closed; close it.",
                quotePart,
                quoteOffset);
    }
}
