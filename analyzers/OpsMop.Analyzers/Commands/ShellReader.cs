using System.Text;
using OpsMop.Generators;

namespace OpsMop.Analyzers;

/// <summary>
/// Splits a script into simple commands. It reads what the rules ask about and marks the rest as too intricate; whether quoting is right is
/// <see cref="OpsMop.Parsing.ShellScanner"/>'s to say.
/// </summary>
internal sealed class ShellReader
{
    private static readonly string[] s_reserved = ["if", "then", "elif", "else", "fi", "while", "until", "do", "done", "!", "{", "}"];
    private static readonly string[] s_intricate = ["for", "case", "esac", "select", "function", "coproc", "[["];

    private readonly CommandSource _source;
    private readonly string _text;
    private readonly ShellScript _script = new();
    private readonly Queue<(string End, bool HasTabs)> _documents = new();
    private int _at;
    private int _hole;

    private ShellReader(CommandSource source)
    {
        _source = source;
        _text = source.Text;
    }

    private char Current => _at < _text.Length ? _text[_at] : '\0';

    private char Next => _at + 1 < _text.Length ? _text[_at + 1] : '\0';

    /// <summary>Reads a command.</summary>
    public static ShellScript Read(CommandSource source)
    {
        var reader = new ShellReader(source);
        reader.ReadList('\0', 0);
        return reader._script;
    }

    private void ReadList(char end, int depth)
    {
        var command = new ShellCommand { Depth = depth };
        while (true)
        {
            SkipBlanks();
            switch (Current)
            {
                case '\0' when _at >= _text.Length:
                    Finish(null);
                    return;
                case ')' when end == ')':
                    _at++;
                    Finish(null);
                    return;
                case '\n':
                    _at++;
                    _script.HasSyntax |= command.Words.Count > 0;
                    Finish(null);
                    SkipDocuments();
                    break;
                case ';':
                    _script.IsIntricate |= Next == ';';
                    Operator(1, isPipe: false);
                    break;
                case '&' when Next == '>':
                    _at++;
                    ReadRedirection(command, -1, "&");
                    break;
                case '&':
                    Operator(Next == '&' ? 2 : 1, isPipe: false);
                    break;
                case '|' when Next == '|':
                    Operator(2, isPipe: false);
                    break;
                case '|':
                    // A group or a loop on the left has no command of its own here.
                    _script.IsIntricate |= command.Words.Count == 0;
                    Operator(Next == '&' ? 2 : 1, isPipe: true);
                    break;
                case '(':
                    _script.IsIntricate = true;
                    _script.HasSyntax = true;
                    _at++;
                    Finish(null);
                    ReadList(')', depth + 1);
                    break;
                case ')':
                    _script.IsIntricate = true;
                    Operator(1, isPipe: false);
                    break;
                case '#':
                    _script.HasSyntax = true;
                    while (_at < _text.Length && Current != '\n')
                    {
                        Skip();
                    }

                    break;
                case '<' or '>':
                    ReadRedirection(command, -1, "");
                    break;
                case >= '0' and <= '9' when Next is '<' or '>':
                    var descriptor = Current - '0';
                    _at++;
                    ReadRedirection(command, descriptor, "");
                    break;
                default:
                    AddWord(command, ReadWord(depth));
                    break;
            }
        }

        void Operator(int length, bool isPipe)
        {
            _script.HasSyntax = true;
            _at += length;
            command.IsPiped = isPipe && command.Words.Count > 0;
            Finish(command.IsPiped ? command : null);
        }

        void Finish(ShellCommand? pipedFrom)
        {
            if (command.Words.Count + command.Assignments.Count + command.Redirections.Count > 0)
            {
                _script.Commands.Add(command);
            }

            command = new ShellCommand { Depth = depth, PipedFrom = pipedFrom };
        }
    }

    private void AddWord(ShellCommand command, ShellWord word)
    {
        if (command.Words.Count == 0 && word is { IsQuoted: false, IsExpanded: false })
        {
            if (Array.IndexOf(s_reserved, word.Text) >= 0)
            {
                _script.HasSyntax = true;
                return;
            }

            _script.IsIntricate |= Array.IndexOf(s_intricate, word.Text) >= 0;
        }

        if (command.Words.Count == 0 && IsAssignment(word.Text))
        {
            _script.HasSyntax = true;
            command.Assignments.Add(word);
            return;
        }

        _script.HasSyntax |= word.IsExpanded || word.HasGlob || word.HasTilde;
        command.Words.Add(word);
    }

    private static bool IsAssignment(string text)
    {
        var equals = text.IndexOf('=');
        return equals > 0 && !char.IsDigit(text[0]) && text.Take(equals).All(c => c == '_' || (c < 128 && char.IsLetterOrDigit(c)));
    }

    private void ReadRedirection(ShellCommand command, int descriptor, string prefix)
    {
        _script.HasSyntax = true;
        var start = _at;
        while (Current is '<' or '>' && _at - start < 3)
        {
            _at++;
        }

        var sign = prefix + _text.Substring(start, _at - start);
        if (Current is '&' or '|' && sign is "<" or ">")
        {
            sign += Current;
            _at++;
        }

        var hasTabs = sign == "<<" && Current == '-';
        _at += hasTabs ? 1 : 0;
        SkipBlanks();
        var target = ReadWord(0);
        command.Redirections.Add(new ShellRedirection(sign, descriptor, target));
        if (sign == "<<")
        {
            _documents.Enqueue((target.Text, hasTabs));
        }
    }

    private void SkipDocuments()
    {
        while (_documents.Count > 0)
        {
            var (end, hasTabs) = _documents.Dequeue();
            while (_at < _text.Length)
            {
                var start = _at;
                while (_at < _text.Length && Current != '\n')
                {
                    Skip();
                }

                var line = _text.Substring(start, _at - start);
                _at++;
                if ((hasTabs ? line.TrimStart('\t') : line) == end)
                {
                    break;
                }
            }
        }
    }

    private void SkipBlanks()
    {
        while (Current is ' ' or '\t' or '\r' || (Current == '\\' && Next == '\n'))
        {
            _at += Current == '\\' ? 2 : 1;
        }
    }

    /// <summary>Goes on by one character, and counts the hole that it may be.</summary>
    private void Skip() => _hole += _text[_at++] == CommandSource.HoleMark ? 1 : 0;

    private ShellWord ReadWord(int depth)
    {
        var word = new ShellWord(_at);
        var text = new StringBuilder();
        var inQuotes = false;
        while (_at < _text.Length)
        {
            var c = Current;
            if (c == CommandSource.HoleMark)
            {
                word.HasPath |= _source.Holes[_hole].Type.IsContract("AbsolutePath");
                word.Holes.Add(_hole);
                text.Append(_source.HoleValues[_hole] ?? CommandSource.HoleMark.ToString());
                Skip();
            }
            else if (c == '\\')
            {
                word.IsQuoted = true;
                if (Next != '\n')
                {
                    text.Append(inQuotes && Next is not ('$' or '`' or '"' or '\\') ? "\\" : "").Append(Next == '\0' ? "" : Next.ToString());
                }

                _at = Math.Min(_at + 2, _text.Length);
            }
            else if (c == '"')
            {
                word.IsQuoted = true;
                inQuotes = !inQuotes;
                _at++;
            }
            else if (c == '$')
            {
                ReadExpansion(word, text, depth);
            }
            else if (c == '`')
            {
                word.IsExpanded = true;
                _at++;
                while (_at < _text.Length && Current != '`')
                {
                    Skip();
                }

                _at++;
            }
            else if (inQuotes)
            {
                text.Append(c);
                _at++;
            }
            else if (c == '\'')
            {
                word.IsQuoted = true;
                _at++;
                while (_at < _text.Length && Current != '\'')
                {
                    if (Current == CommandSource.HoleMark)
                    {
                        word.HasPath |= _source.Holes[_hole].Type.IsContract("AbsolutePath");
                        word.Holes.Add(_hole);
                    }

                    text.Append(Current);
                    Skip();
                }

                _at++;
            }
            else if (c is ' ' or '\t' or '\r' or '\n' or ';' or '&' or '|' or '<' or '>' or '(' or ')')
            {
                break;
            }
            else
            {
                word.HasTilde |= c == '~' && _at == word.Start;
                word.HasGlob |= c is '*' or '?' or '[';
                text.Append(c);
                _at++;
            }
        }

        word.Text = text.ToString();
        word.End = Math.Min(_at, _text.Length);

        // "[ -f x ]" is a program, not a pattern.
        word.HasGlob &= word.Text is not ("[" or "[[");
        return word;
    }

    private void ReadExpansion(ShellWord word, StringBuilder text, int depth)
    {
        if (Next == '(' && _at + 2 < _text.Length && _text[_at + 2] == '(')
        {
            word.IsExpanded = true;
            SkipTo("))");
        }
        else if (Next == '(')
        {
            word.IsExpanded = true;
            _at += 2;
            ReadList(')', depth + 1);
        }
        else if (Next == '{')
        {
            word.IsExpanded = true;
            SkipTo("}");
        }
        else if (Next == '\'' || Next is '_' or '@' or '*' or '#' or '?' or '$' or '!' or '-' || char.IsLetterOrDigit(Next))
        {
            word.IsExpanded = true;
            _at += 2;
            while (_at < _text.Length && (Current == '_' || (Current < 128 && char.IsLetterOrDigit(Current))))
            {
                _at++;
            }
        }
        else
        {
            text.Append('$');
            _at++;
        }
    }

    private void SkipTo(string end)
    {
        var until = _text.IndexOf(end, _at, StringComparison.Ordinal);
        until = until < 0 ? _text.Length : until + end.Length;
        while (_at < until)
        {
            Skip();
        }
    }
}
