using System.Globalization;
using System.Text;
using System.Text.Json;

namespace OpsMop.Push.Inventories;

/// <summary>
/// A value of an INI inventory. Ansible reads it as a literal of Python, such as <c>8</c>, <c>True</c>, <c>['a', 'b']</c>, and where it is none as text.
/// </summary>
internal sealed class PythonLiteral
{
    private const int MaxDepth = 60;

    private readonly string _text;
    private readonly Utf8JsonWriter _writer;
    private int _at;

    private PythonLiteral(string text, Utf8JsonWriter writer) => (_text, _writer) = (text, writer);

    /// <summary>Writes a value as JSON.</summary>
    /// <param name="text">The value as it stands in the file.</param>
    /// <param name="writer">Takes it.</param>
    public static void Write(string text, Utf8JsonWriter writer)
    {
        // Nearly all are plain words.
        if (text.Length > 0 && (text[0] is '[' or '{' or '(' or '\'' or '"' or '-' or '+' || char.IsAsciiDigit(text[0]) || text.StartsWith("True", StringComparison.Ordinal) || text.StartsWith("False", StringComparison.Ordinal) || text.StartsWith("None", StringComparison.Ordinal)))
        {
            using var trial = new MemoryStream();
            using var json = new Utf8JsonWriter(trial);
            var literal = new PythonLiteral(text, json);
            if (literal.Value(0) && literal.IsAtEnd())
            {
                json.Flush();
                writer.WriteRawValue(trial.GetBuffer().AsSpan(0, (int)trial.Length));
                return;
            }
        }

        writer.WriteStringValue(text);
    }

    private bool IsAtEnd()
    {
        Skip();
        return _at == _text.Length || _text[_at] == '#';
    }

    private void Skip()
    {
        while (_at < _text.Length && _text[_at] is ' ' or '\t')
        {
            _at++;
        }
    }

    private bool Take(char c)
    {
        Skip();
        if (_at < _text.Length && _text[_at] == c)
        {
            _at++;
            return true;
        }

        return false;
    }

    private bool Value(int depth)
    {
        Skip();
        if (_at == _text.Length || depth > MaxDepth)
        {
            return false;
        }

        switch (_text[_at])
        {
            case '[' or '(':
                return List(_text[_at] == '[' ? ']' : ')', depth);
            case '{':
                return Dictionary(depth);
            case '\'' or '"':
                if (String() is not { } text)
                {
                    return false;
                }

                _writer.WriteStringValue(text);
                return true;
        }

        if (char.IsAsciiDigit(_text[_at]) || _text[_at] is '-' or '+')
        {
            return Number();
        }

        return Word("True", static writer => writer.WriteBooleanValue(true))
            || Word("False", static writer => writer.WriteBooleanValue(false))
            || Word("None", static writer => writer.WriteNullValue());
    }

    private bool Word(string word, Action<Utf8JsonWriter> write)
    {
        if (string.CompareOrdinal(_text, _at, word, 0, word.Length) != 0 || (_at + word.Length < _text.Length && (char.IsLetterOrDigit(_text[_at + word.Length]) || _text[_at + word.Length] == '_')))
        {
            return false;
        }

        _at += word.Length;
        write(_writer);
        return true;
    }

    private bool List(char close, int depth)
    {
        _at++;
        _writer.WriteStartArray();
        for (var isFirst = true; !Take(close); isFirst = false)
        {
            if (!isFirst && (!Take(',') || Take(close)))
            {
                // A comma may stand before the end.
                if (_text[_at - 1] != close)
                {
                    return false;
                }

                break;
            }

            if (!Value(depth + 1))
            {
                return false;
            }
        }

        _writer.WriteEndArray();
        return true;
    }

    private bool Dictionary(int depth)
    {
        _at++;
        var names = new HashSet<string>(StringComparer.Ordinal);
        _writer.WriteStartObject();
        for (var isFirst = true; !Take('}'); isFirst = false)
        {
            if (!isFirst && !Take(','))
            {
                return false;
            }

            if (Take('}'))
            {
                break;
            }

            if (_at == _text.Length || _text[_at] is not ('\'' or '"') || String() is not { } key || !names.Add(key) || !Take(':'))
            {
                return false;
            }

            _writer.WritePropertyName(key);
            if (!Value(depth + 1))
            {
                return false;
            }
        }

        _writer.WriteEndObject();
        return true;
    }

    private string? String()
    {
        var quote = _text[_at];
        var text = new StringBuilder();
        for (_at++; _at < _text.Length; _at++)
        {
            var c = _text[_at];
            if (c == quote)
            {
                _at++;
                return text.ToString();
            }

            if (c == '\\' && _at + 1 < _text.Length)
            {
                c = _text[++_at] switch
                {
                    'n' => '\n',
                    't' => '\t',
                    'r' => '\r',
                    '\\' => '\\',
                    '\'' => '\'',
                    '"' => '"',
                    var other => other,
                };
            }

            text.Append(c);
        }

        return null;
    }

    private bool Number()
    {
        var start = _at;
        while (_at < _text.Length && (char.IsAsciiLetterOrDigit(_text[_at]) || _text[_at] is '.' or '-' or '+'))
        {
            _at++;
        }

        var number = _text.AsSpan(start, _at - start).TrimStart('+');
        var digits = number.TrimStart('-');

        // 0644 is no number of Python, and no JSON either.
        if (digits.Length == 0 || number.Length - digits.Length > 1 || (digits.Length > 1 && digits[0] == '0' && char.IsAsciiDigit(digits[1])))
        {
            return false;
        }

        if (!digits.ContainsAnyExceptInRange('0', '9'))
        {
            _writer.WriteRawValue(number);
            return true;
        }

        if (digits.StartsWith("0x", StringComparison.Ordinal) && long.TryParse(digits[2..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var hex))
        {
            _writer.WriteNumberValue(number.Length == digits.Length ? hex : -hex);
            return true;
        }

        // 10.0.0.1 and 1a are text; 1.10 keeps its zero, for whoever wanted a version.
        if (!char.IsAsciiDigit(digits[0]) || !char.IsAsciiDigit(digits[^1]) || !double.TryParse(digits, NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var real) || !double.IsFinite(real))
        {
            return false;
        }

        _writer.WriteRawValue(number);
        return true;
    }
}
