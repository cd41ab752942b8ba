using System.Globalization;
using System.Numerics;

namespace OpsMop.Templates.Syntax;

/// <summary>
/// Takes a template apart into <see cref="Token"/>s, one at a time: text as whitespace control leaves it, tags without blanks and comments.
/// Every character is looked at a bounded number of times.
/// </summary>
internal sealed class Lexer
{
    private readonly SourceLines _source;
    private readonly NormalizedText _normalized;
    private readonly SyntaxOptions _options;
    private readonly string _text;

    /// <summary>Where the text ends; a last newline that is not kept is beyond it.</summary>
    private readonly int _end;

    /// <summary>What may begin a tag, in the order in which it is tried: the longest first, then as Jinja2 has it.</summary>
    private readonly (Beginning Kind, string Text)[] _beginnings;

    private readonly char[] _firstCharacters;
    private readonly bool _hasLinePrefixes;
    private readonly Queue<Token> _ready = new();
    private readonly List<(char Closing, int At)> _brackets = [];
    private int _at;

    /// <summary>The tag that the lexer is in.</summary>
    private Beginning _state = Beginning.None;
    private Span _tag;

    public Lexer(SourceLines source, int start, SyntaxOptions options)
    {
        _source = source;
        _options = options;
        _normalized = new NormalizedText(source.Text, start);
        _text = _normalized.Text;
        _end = _text.Length - (!options.KeepTrailingNewline && _text.Length > 0 && _text[_text.Length - 1] == '\n' ? 1 : 0);
        var beginnings = new List<(Beginning Kind, string Text)>
        {
            (Beginning.Variable, options.VariableStart),
            (Beginning.Comment, options.CommentStart),
            (Beginning.Block, options.BlockStart),
        };
        if (options.LineStatementPrefix is { } statement)
        {
            beginnings.Insert(1, (Beginning.LineStatement, statement));
        }

        if (options.LineCommentPrefix is { } comment)
        {
            beginnings.Insert(beginnings.Count - 2, (Beginning.LineComment, comment));
        }

        _hasLinePrefixes = beginnings.Count > 3;
        _beginnings = beginnings.OrderByDescending(static b => b.Text.Length).ToArray();
        _firstCharacters = beginnings.Select(static b => b.Text[0]).Distinct().ToArray();
    }

    private enum Beginning
    {
        None,
        Variable,
        Block,
        Comment,
        LineStatement,
        LineComment,
        Raw,
    }

    /// <summary>The next token; at the end, <see cref="TokenKind.EndOfTemplate"/> again and again.</summary>
    /// <exception cref="SyntaxFaultException">What follows is no token.</exception>
    public Token Next()
    {
        while (true)
        {
            if (_ready.Count > 0)
            {
                return _ready.Dequeue();
            }

            if (_state != Beginning.None)
            {
                return NextInTag();
            }

            if (_at >= _end)
            {
                return new Token(TokenKind.EndOfTemplate, At(_end, _end));
            }

            ReadText();
        }
    }

    private Span At(int start, int end) => _normalized.Span(start, end);

    private int LineOf(Span span) => _source.PositionOf(span.Start).Line;

    private bool IsAt(string what, int at) => at + what.Length <= _end && string.CompareOrdinal(_text, at, what, 0, what.Length) == 0;

    /// <summary>Reads text up to a tag, and the tag's beginning.</summary>
    private void ReadText()
    {
        int start = _at;
        for (int at = start; at < _end; at++)
        {
            if (!_hasLinePrefixes)
            {
                at = _text.IndexOfAny(_firstCharacters, at, _end - at);
                if (at < 0)
                {
                    break;
                }
            }

            var kind = Match(at, out int begin, out int signAt, out int end);
            if (kind == Beginning.None)
            {
                continue;
            }

            char sign = signAt < end ? _text[signAt] : '\0';
            AddData(start, at, sign is '-' or '+' ? sign : '\0', kind != Beginning.Variable);
            _at = end;
            Enter(kind, begin);
            return;
        }

        AddData(start, _end, '+', false);
        _at = _end;
    }

    /// <summary>Which tag begins here, if one does.</summary>
    /// <param name="at">Where.</param>
    /// <param name="begin">Where its delimiter begins: what begins a line may have blanks before it.</param>
    /// <param name="signAt">Where a sign may be.</param>
    /// <param name="end">Where its content begins.</param>
    private Beginning Match(int at, out int begin, out int signAt, out int end)
    {
        begin = at;
        if (IsAt(_options.BlockStart, at))
        {
            signAt = at + _options.BlockStart.Length;
            end = EndOfRaw(signAt);
            if (end >= 0)
            {
                return Beginning.Raw;
            }
        }

        foreach (var (kind, text) in _beginnings)
        {
            begin = kind switch
            {
                Beginning.LineStatement => SkipIndent(at),
                Beginning.LineComment => SkipBlanks(at),
                _ => at,
            };
            if (begin < 0 || !IsAt(text, begin))
            {
                continue;
            }

            signAt = begin + text.Length;
            end = signAt + (signAt < _end && _text[signAt] is '-' or '+' ? 1 : 0);
            return kind;
        }

        signAt = end = at;
        return Beginning.None;
    }

    /// <summary>Where the tag ends that begins raw text, if this is one; -1 if not.</summary>
    private int EndOfRaw(int signAt)
    {
        int at = SkipSpace(signAt < _end && _text[signAt] is '-' or '+' ? signAt + 1 : signAt);
        if (!IsAt("raw", at))
        {
            return -1;
        }

        at = SkipSpace(at + 3);
        if (at < _end && _text[at] == '-' && IsAt(_options.BlockEnd, at + 1))
        {
            return SkipSpace(at + 1 + _options.BlockEnd.Length);
        }

        return IsAt(_options.BlockEnd, at) ? at + _options.BlockEnd.Length : -1;
    }

    private int SkipSpace(int at)
    {
        while (at < _end && PythonText.IsSpace(_text[at]))
        {
            at++;
        }

        return at;
    }

    private bool IsLineStart(int at) => at == 0 || _text[at - 1] == '\n';

    /// <summary>Where a line statement's prefix may be: after the blanks that a line begins with; -1 where no line begins.</summary>
    private int SkipIndent(int at)
    {
        if (!IsLineStart(at))
        {
            return -1;
        }

        while (at < _end && _text[at] is ' ' or '\t' or '\v')
        {
            at++;
        }

        return at;
    }

    /// <summary>Where a line comment's prefix may be: after the blanks that follow a line's beginning or something else than a blank.</summary>
    private int SkipBlanks(int at)
    {
        if (!IsLineStart(at) && PythonText.IsSpace(_text[at - 1]))
        {
            return -1;
        }

        while (at < _end && _text[at] != '\n' && PythonText.IsSpace(_text[at]))
        {
            at++;
        }

        return at;
    }

    /// <summary>Adds text before a tag, without what the tag takes away from it.</summary>
    private void AddData(int start, int end, char sign, bool lstrip)
    {
        if (sign == '-')
        {
            while (end > start && PythonText.IsSpace(_text[end - 1]))
            {
                end--;
            }
        }
        else if (sign != '+' && lstrip && _options.LstripBlocks && end > start)
        {
            int newline = _text.LastIndexOf('\n', end - 1, end - start);
            int line = newline < 0 ? start : newline + 1;
            if (newline >= 0 || IsLineStart(start))
            {
                int at = line;
                while (at < end && PythonText.IsSpace(_text[at]))
                {
                    at++;
                }

                end = at == end ? line : end;
            }
        }

        if (end > start)
        {
            _ready.Enqueue(new Token(TokenKind.Data, At(start, end), _text.Substring(start, end - start)));
        }
    }

    private void Enter(Beginning kind, int begin)
    {
        _tag = At(begin, _at);
        switch (kind)
        {
            case Beginning.Variable:
                _state = kind;
                _ready.Enqueue(new Token(TokenKind.VariableBegin, _tag));
                break;
            case Beginning.Block or Beginning.LineStatement:
                _state = kind;
                _ready.Enqueue(new Token(TokenKind.BlockBegin, _tag));
                break;
            case Beginning.Comment:
                SkipComment();
                break;
            case Beginning.LineComment:
                int newline = _text.IndexOf('\n', _at, _end - _at);
                _at = newline < 0 ? _end : newline;
                break;
            default:
                ReadRaw();
                break;
        }
    }

    private void SkipComment()
    {
        int close = _text.IndexOf(_options.CommentEnd, _at, _end - _at, StringComparison.Ordinal);
        if (close < 0)
        {
            throw new SyntaxFaultException(
                $"Missing end of comment tag: nothing closes the comment that begins here. Close it with '{_options.CommentEnd}'.", _tag);
        }

        _at = AfterEnd(close > _at ? _text[close - 1] : '\0', close + _options.CommentEnd.Length);
    }

    /// <summary>Where text goes on after a tag's end: a minus takes blanks away, and trim_blocks a newline if there is no plus.</summary>
    private int AfterEnd(char sign, int at) => sign switch
    {
        '-' => SkipSpace(at),
        '+' => at,
        _ => _options.TrimBlocks && at < _end && _text[at] == '\n' ? at + 1 : at,
    };

    private void ReadRaw()
    {
        int start = _at;
        for (int at = start; at < _end; at++)
        {
            at = _text.IndexOf(_options.BlockStart, at, _end - at, StringComparison.Ordinal);
            if (at < 0)
            {
                break;
            }

            int signAt = at + _options.BlockStart.Length;
            char sign = signAt < _end && _text[signAt] is '-' or '+' ? _text[signAt] : '\0';
            int end = SkipSpace(sign == '\0' ? signAt : signAt + 1);
            if (!IsAt("endraw", end))
            {
                continue;
            }

            end = SkipSpace(end + 6);
            char endSign = end < _end && _text[end] is '-' or '+' && IsAt(_options.BlockEnd, end + 1) ? _text[end] : '\0';
            end += endSign == '\0' ? 0 : 1;
            if (!IsAt(_options.BlockEnd, end))
            {
                continue;
            }

            AddData(start, at, sign, true);
            _at = AfterEnd(endSign, end + _options.BlockEnd.Length);
            return;
        }

        throw new SyntaxFaultException(
            "Missing end of raw directive: nothing closes the raw text that begins here. "
                + $"Close it with '{_options.BlockStart} endraw {_options.BlockEnd}'.",
            _tag);
    }

    private Token NextInTag()
    {
        if (TryEndTag(out var token))
        {
            return token;
        }

        int space = _at;
        _at = SkipSpace(_at);
        if (_at > space && TryEndTag(out token))
        {
            return token;
        }

        if (_at >= _end)
        {
            throw Unclosed();
        }

        char c = _text[_at];
        if (c is >= '0' and <= '9')
        {
            return Number();
        }

        int end = PythonText.EndOfWord(_text, _at);
        if (end > _end)
        {
            end = _end;
        }

        if (end > _at)
        {
            return NameToken(end);
        }

        return c is '\'' or '"' ? StringToken(c) : Operator(c);
    }

    private bool TryEndTag(out Token token)
    {
        token = default;
        if (_brackets.Count > 0)
        {
            return false;
        }

        int start = _at;
        int end;
        if (_state == Beginning.LineStatement)
        {
            end = EndOfLineStatement();
            if (end < 0)
            {
                return false;
            }

            _at = end;
        }
        else
        {
            var close = _state == Beginning.Block ? _options.BlockEnd : _options.VariableEnd;
            char sign = start < _end && (_text[start] == '-' || (_text[start] == '+' && _state == Beginning.Block)) && IsAt(close, start + 1)
                ? _text[start]
                : '\0';
            end = start + (sign == '\0' ? 0 : 1);
            if (!IsAt(close, end))
            {
                return false;
            }

            end += close.Length;
            _at = _state == Beginning.Variable && sign == '\0' ? end : AfterEnd(sign, end);
        }

        token = new Token(_state == Beginning.Variable ? TokenKind.VariableEnd : TokenKind.BlockEnd, At(start, end));
        _state = Beginning.None;
        return true;
    }

    /// <summary>After the last newline of the blanks that follow, as Jinja2 has it; -1 if the statement goes on.</summary>
    private int EndOfLineStatement()
    {
        int end = SkipSpace(_at);
        if (end >= _end)
        {
            return _end;
        }

        int newline = end == _at ? -1 : _text.LastIndexOf('\n', end - 1, end - _at);
        return newline < 0 ? -1 : newline + 1;
    }

    private SyntaxFaultException Unclosed()
    {
        if (_brackets.Count > 0)
        {
            var (closing, at) = _brackets[_brackets.Count - 1];
            return new SyntaxFaultException($"Unexpected end of template: nothing closes this '{_text[at]}'. Close it with '{closing}'.", At(at, at + 1));
        }

        var (what, close) = _state == Beginning.Variable ? ("print statement", _options.VariableEnd) : ("tag", _options.BlockEnd);
        return new SyntaxFaultException($"Unexpected end of template: nothing closes the {what} that begins here. Close it with '{close}'.", _tag);
    }

    private Token NameToken(int end)
    {
        var name = _text.Substring(_at, end - _at);
        var span = At(_at, end);
        if (!PythonText.IsIdentifier(name))
        {
            throw new SyntaxFaultException(
                $"Invalid character in identifier: '{name}' is no name. A name has letters, digits and underscores, and no digit first.", span);
        }

        _at = end;
        return new Token(TokenKind.Name, span, name);
    }

    private Token StringToken(char quote)
    {
        int start = _at;
        int at = start + 1;
        while (at < _end && _text[at] != quote)
        {
            at += _text[at] == '\\' ? 2 : 1;
        }

        if (at >= _end)
        {
            throw new SyntaxFaultException($"Nothing closes the string that begins here. Close it with {quote}.", At(start, start + 1));
        }

        var value = PythonText.Unescape(_text, start + 1, at, out var fault, out int faultAt);
        if (fault is not null)
        {
            throw new SyntaxFaultException(fault, At(faultAt, faultAt + 2));
        }

        _at = at + 1;
        return new Token(TokenKind.String, At(start, _at), value);
    }

    /// <summary>Digits with single underscores between them; where they end.</summary>
    private int SkipDigits(int at, Func<char, bool> isDigit)
    {
        while (at < _end && (isDigit(_text[at]) || (_text[at] == '_' && at + 1 < _end && isDigit(_text[at + 1]))))
        {
            at++;
        }

        return at;
    }

    private static bool IsDecimal(char c) => c is >= '0' and <= '9';

    private bool IsDecimalAt(int at) => at < _end && IsDecimal(_text[at]);

    private Token Number()
    {
        int start = _at;
        int end = _at > 0 && _text[_at - 1] == '.' ? -1 : EndOfFloat();
        if (end >= 0)
        {
            // What is too large for a double is infinity, as in Python; older runtimes say that it overflows.
            if (!double.TryParse(Digits(start, end), NumberStyles.Float, CultureInfo.InvariantCulture, out double value))
            {
                value = double.PositiveInfinity;
            }

            _at = end;
            return new Token(TokenKind.Float, At(start, end), value);
        }

        object number;
        char prefix = start + 1 < _end && _text[start] == '0' ? char.ToLowerInvariant(_text[start + 1]) : '\0';
        int shift = prefix switch { 'b' => 1, 'o' => 3, 'x' => 4, _ => 0 };
        end = shift == 0 ? -1 : SkipDigits(start + 2, c => PythonText.HexadecimalDigit(c) is var digit && digit >= 0 && digit < 1 << shift);
        if (end > start + 2)
        {
            number = FromBits(Digits(start + 2, end), shift);
        }
        else if (_text[start] == '0')
        {
            end = SkipDigits(start + 1, static c => c == '0');
            number = 0L;
        }
        else
        {
            end = SkipDigits(start, IsDecimal);
            var digits = Digits(start, end);
            number = long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out long value)
                ? (object)value
                : BigInteger.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);
        }

        _at = end;
        return new Token(TokenKind.Integer, At(start, end), number);
    }

    /// <summary>Where a number with a fraction or an exponent ends; -1 if it has none.</summary>
    private int EndOfFloat()
    {
        int end = SkipDigits(_at, IsDecimal);
        bool isFloat = false;
        if (end < _end && _text[end] == '.' && IsDecimalAt(end + 1))
        {
            end = SkipDigits(end + 1, IsDecimal);
            isFloat = true;
        }

        if (end < _end && _text[end] is 'e' or 'E')
        {
            int exponent = end + 1 < _end && _text[end + 1] is '+' or '-' ? end + 2 : end + 1;
            if (IsDecimalAt(exponent))
            {
                return SkipDigits(exponent, IsDecimal);
            }
        }

        return isFloat ? end : -1;
    }

    private string Digits(int start, int end)
    {
        if (end - start > SyntaxLimits.Digits)
        {
            throw new SyntaxFaultException($"The number has more than {SyntaxLimits.Digits} digits.", At(start, end));
        }

        return _text.Substring(start, end - start).Replace("_", "");
    }

    private static object FromBits(string digits, int shift)
    {
        var value = BigInteger.Zero;
        long part = 0;
        int bits = 0;
        foreach (char digit in digits)
        {
            part = (part << shift) | (long)PythonText.HexadecimalDigit(digit);
            bits += shift;
            if (bits == 60)
            {
                value = (value << 60) | part;
                part = bits = 0;
            }
        }

        value = (value << bits) | part;
        return value <= long.MaxValue ? (object)(long)value : value;
    }

    private Token Operator(char c)
    {
        char next = _at + 1 < _end ? _text[_at + 1] : '\0';
        (TokenKind Kind, int Length)? known = c switch
        {
            '+' => (TokenKind.Add, 1),
            '-' => (TokenKind.Subtract, 1),
            '/' => next == '/' ? (TokenKind.FloorDivide, 2) : (TokenKind.Divide, 1),
            '*' => next == '*' ? (TokenKind.Power, 2) : (TokenKind.Multiply, 1),
            '%' => (TokenKind.Modulo, 1),
            '~' => (TokenKind.Tilde, 1),
            '[' => (TokenKind.LeftBracket, 1),
            ']' => (TokenKind.RightBracket, 1),
            '(' => (TokenKind.LeftParenthesis, 1),
            ')' => (TokenKind.RightParenthesis, 1),
            '{' => (TokenKind.LeftBrace, 1),
            '}' => (TokenKind.RightBrace, 1),
            '=' => next == '=' ? (TokenKind.Equal, 2) : (TokenKind.Assign, 1),
            '!' when next == '=' => (TokenKind.NotEqual, 2),
            '>' => next == '=' ? (TokenKind.GreaterOrEqual, 2) : (TokenKind.Greater, 1),
            '<' => next == '=' ? (TokenKind.LessOrEqual, 2) : (TokenKind.Less, 1),
            '.' => (TokenKind.Dot, 1),
            ':' => (TokenKind.Colon, 1),
            '|' => (TokenKind.Pipe, 1),
            ',' => (TokenKind.Comma, 1),
            ';' => (TokenKind.Semicolon, 1),
            _ => null,
        };
        if (known is not var (kind, length))
        {
            throw Unexpected(c, next);
        }

        var token = new Token(kind, At(_at, _at + length));
        switch (kind)
        {
            case TokenKind.LeftBrace:
                _brackets.Add(('}', _at));
                break;
            case TokenKind.LeftParenthesis:
                _brackets.Add((')', _at));
                break;
            case TokenKind.LeftBracket:
                _brackets.Add((']', _at));
                break;
            case TokenKind.RightBrace or TokenKind.RightParenthesis or TokenKind.RightBracket:
                CloseBracket(c, token.Span);
                break;
        }

        _at += length;
        return token;
    }

    private void CloseBracket(char c, Span span)
    {
        if (_brackets.Count == 0)
        {
            string end = _state == Beginning.Variable ? _options.VariableEnd : _options.BlockEnd;
            string hint = _state == Beginning.LineStatement ? "" : $" Nothing is open but the tag, which ends with '{end}'.";
            throw new SyntaxFaultException($"Unexpected '{c}'.{hint}", span);
        }

        var (closing, at) = _brackets[_brackets.Count - 1];
        if (closing != c)
        {
            var open = At(at, at + 1);
            var (line, column) = _source.PositionOf(open.Start);
            throw new SyntaxFaultException($"Unexpected '{c}', expected '{closing}' for the '{_text[at]}' at line {line}, column {column}.", span);
        }

        _brackets.RemoveAt(_brackets.Count - 1);
    }

    private SyntaxFaultException Unexpected(char c, char next)
    {
        string hint = (c, next) switch
        {
            ('&', '&') => " Write 'and'.",
            ('!', _) => " Write 'not' before what must not hold, and '!=' for what is not equal.",
            ('?', _) => " Write a choice as in 'a if condition else b'.",
            ('$', _) => " A name has no '$' in front.",
            ('`', _) or ('\u2018', _) or ('\u2019', _) or ('\u201c', _) or ('\u201d', _) => " Strings stand in ' or \".",
            ('\\', _) => " A backslash has a meaning in a string only.",
            ('#', _) => $" A comment stands outside of tags, in '{_options.CommentStart} {_options.CommentEnd}'.",
            _ => "",
        };
        bool pair = char.IsHighSurrogate(c) && char.IsLowSurrogate(next);
        string shown = pair ? new string([c, next]) : char.IsControl(c) || char.IsSurrogate(c) || c == '\ufeff' ? $"\\u{(int)c:x4}" : c.ToString();
        return new SyntaxFaultException($"Unexpected character '{shown}'.{hint}", At(_at, _at + (pair ? 2 : 1)));
    }
}
