using System;
using System.Collections.Generic;

namespace OpsMop.Parsing;

/// <summary>
/// Matches paths against patterns: <c>*</c> and <c>?</c> stay within a segment, <c>**</c> crosses them, <c>[abc]</c>, <c>[a-z]</c> and <c>[!abc]</c>
/// are one character, a backslash takes the next character as it is. A leading dot is a character like any other.
/// </summary>
internal static class Glob
{
    private enum Kind
    {
        Character,
        Any,
        Class,
        Star,
        Stars,

        /// <summary><c>**/</c> at the start of a segment: any number of whole segments, also none.</summary>
        Segments,
    }

    /// <summary>Whether text has characters that make it a pattern.</summary>
    public static bool IsPattern(string text) => text.IndexOfAny(['*', '?', '[']) >= 0;

    /// <summary>Whether the whole path matches. Takes time in the product of both lengths, whatever the pattern.</summary>
    public static bool IsMatch(string pattern, string path)
    {
        List<Token> tokens = Read(pattern);
        return IsMatch(pattern, tokens, path, new bool[tokens.Count + 1], new bool[tokens.Count + 1]);
    }

    /// <summary>The question whether a path matches, for many paths: the pattern is read once. One thread asks at a time.</summary>
    public static Func<string, bool> Matcher(string pattern)
    {
        List<Token> tokens = Read(pattern);
        bool[] now = new bool[tokens.Count + 1];
        bool[] next = new bool[tokens.Count + 1];
        return path =>
        {
            Array.Clear(now, 0, now.Length);
            Array.Clear(next, 0, next.Length);
            return IsMatch(pattern, tokens, path, now, next);
        };
    }

    private static bool IsMatch(string pattern, List<Token> tokens, string path, bool[] now, bool[] next)
    {
        now[0] = true;
        for (int at = 0; ; at++)
        {
            // What can match nothing lets the token after it begin here too.
            for (int i = 0; i < tokens.Count; i++)
            {
                Kind kind = tokens[i].Kind;
                if (now[i] && (kind is Kind.Star or Kind.Stars || (kind == Kind.Segments && (at == 0 || path[at - 1] == '/'))))
                {
                    now[i + 1] = true;
                }
            }

            if (at == path.Length)
            {
                return now[tokens.Count];
            }

            char c = path[at];
            bool alive = false;
            for (int i = 0; i < tokens.Count; i++)
            {
                if (!now[i])
                {
                    continue;
                }

                Token token = tokens[i];
                switch (token.Kind)
                {
                    case Kind.Star when c != '/':
                    case Kind.Stars:
                        next[i] = alive = true;
                        break;
                    case Kind.Segments:
                        next[i] = alive = true;
                        next[i + 1] |= c == '/';
                        break;
                    case Kind.Character when c == token.Character:
                    case Kind.Any when c != '/':
                    case Kind.Class when c != '/' && InClass(pattern, token, c):
                        next[i + 1] = alive = true;
                        break;
                }
            }

            if (!alive)
            {
                return false;
            }

            (now, next) = (next, now);
            Array.Clear(next, 0, next.Length);
        }
    }

    private static List<Token> Read(string pattern)
    {
        var tokens = new List<Token>(pattern.Length);
        for (int i = 0; i < pattern.Length; i++)
        {
            char c = pattern[i];
            switch (c)
            {
                case '*' when i + 1 < pattern.Length && pattern[i + 1] == '*':
                    bool atStart = i == 0 || pattern[i - 1] == '/';
                    while (i + 1 < pattern.Length && pattern[i + 1] == '*')
                    {
                        i++;
                    }

                    if (atStart && i + 1 < pattern.Length && pattern[i + 1] == '/')
                    {
                        i++;
                        tokens.Add(new Token(Kind.Segments));
                    }
                    else
                    {
                        tokens.Add(new Token(Kind.Stars));
                    }

                    break;
                case '*':
                    tokens.Add(new Token(Kind.Star));
                    break;
                case '?':
                    tokens.Add(new Token(Kind.Any));
                    break;
                case '[' when ClassEnd(pattern, i) is var end && end > 0:
                    tokens.Add(new Token(Kind.Class, '[', i + 1, end));
                    i = end;
                    break;
                case '\\' when i + 1 < pattern.Length:
                    tokens.Add(new Token(Kind.Character, pattern[++i]));
                    break;
                default:
                    tokens.Add(new Token(Kind.Character, c));
                    break;
            }
        }

        return tokens;
    }

    /// <summary>Where the bracket closes; -1 if it does not and so stands for itself. A bracket that comes first is a member.</summary>
    private static int ClassEnd(string pattern, int open)
    {
        int first = open + 1;
        if (first < pattern.Length && (pattern[first] is '!' or '^'))
        {
            first++;
        }

        return first + 1 >= pattern.Length ? -1 : pattern.IndexOf(']', first + 1);
    }

    private static bool InClass(string pattern, Token token, char c)
    {
        int i = token.Start;
        bool negated = pattern[i] is '!' or '^';
        if (negated)
        {
            i++;
        }

        bool found = false;
        while (i < token.End)
        {
            if (i + 2 < token.End && pattern[i + 1] == '-')
            {
                found |= c >= pattern[i] && c <= pattern[i + 2];
                i += 3;
            }
            else
            {
                found |= c == pattern[i++];
            }
        }

        return found != negated;
    }

    private readonly struct Token(Kind kind, char character = '\0', int start = 0, int end = 0)
    {
        public Kind Kind { get; } = kind;

        public char Character { get; } = character;

        public int Start { get; } = start;

        public int End { get; } = end;
    }
}
