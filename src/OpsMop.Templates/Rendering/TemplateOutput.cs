using System.Buffers;
using System.Globalization;

namespace OpsMop.Templates;

/// <summary>What a template has written so far: characters in a pooled buffer, and which of them are secret. Not for several threads.</summary>
public sealed class TemplateOutput : IDisposable
{
    private readonly int _limit;
    private char[] _buffer;
    private int _length;
    private List<(int Start, int Length)>? _secrets;
    private string? _error;

    /// <summary>Begins an output.</summary>
    /// <param name="context">The rendering, whose limit of characters holds.</param>
    /// <param name="expected">About how many characters will be written.</param>
    public TemplateOutput(RenderContext context, int expected = 1024)
    {
        ArgumentNullException.ThrowIfNull(context);
        _limit = context.Limits.Characters;
        Context = context;
        _buffer = ArrayPool<char>.Shared.Rent(Math.Max(expected, 64));
    }

    /// <summary>The rendering.</summary>
    public RenderContext Context { get; }

    /// <summary>How many characters were written.</summary>
    public int Length => _length;

    /// <summary>Writes text as it is.</summary>
    /// <param name="text">The text.</param>
    public void Write(string text)
    {
        if (text.Length > _buffer.Length - _length)
        {
            Grow(text.Length);
        }

        text.CopyTo(0, _buffer, _length, text.Length);
        _length += text.Length;
    }

    /// <summary>Writes a number.</summary>
    /// <param name="value">The number.</param>
    public void Write(long value)
    {
        if (_buffer.Length - _length < 20)
        {
            Grow(20);
        }

        value.TryFormat(_buffer.AsSpan(_length), out int written, default, CultureInfo.InvariantCulture);
        _length += written;
    }

    /// <summary>Writes <c>True</c> or <c>False</c>.</summary>
    /// <param name="value">The truth value.</param>
    public void Write(bool value) => Write(value ? "True" : "False");

    /// <summary>Writes a text; what is secret in it stays so.</summary>
    /// <param name="text">The text.</param>
    public void Write(Text text)
    {
        string revealed = text.Reveal();
        int offset = _length;
        Write(revealed);
        _error ??= text.Error;
        if (text.IsSecret)
        {
            _secrets ??= [];
            foreach ((int start, int length) in text.SecretRanges)
            {
                _secrets.Add((offset + start, length));
            }
        }
    }

    /// <summary>Writes a secret: it is written, and shown as <c>***</c>.</summary>
    /// <param name="secret">The secret.</param>
    public void Write(Secret secret)
    {
        string revealed = secret.Reveal();
        (_secrets ??= []).Add((_length, revealed.Length));
        Write(revealed);
    }

    /// <summary>Writes a value as <c>{{ value }}</c> does; one that is undefined is reported.</summary>
    /// <param name="value">The value.</param>
    public void Write(Value value)
    {
        if (value.TryGetString(out string? text))
        {
            Write(text);
        }
        else if (value.TryGetSecret(out Text? secret))
        {
            Write(secret);
        }
        else if (!value.IsBoolean && value.TryGetInt64(out long number))
        {
            Write(number);
        }
        else if (value.AsObject() is { } o && o.TryGetText(Context, out Value own))
        {
            Write(own);
        }
        else
        {
            Write(Operators.Str(value, Context));
        }
    }

    /// <summary>Writes a value as <c>{{ value }}</c> does; one that is undefined is reported.</summary>
    /// <param name="value">The value.</param>
    /// <param name="context">The rendering, told where it is.</param>
    public void Write(Value value, RenderContext context) => Write(value);

    /// <summary>What was written since a point, as a value; it is taken away from the output. How blocks, macros and calls get their text.</summary>
    /// <param name="start">What <see cref="Length"/> was at that point.</param>
    public Value Cut(int start)
    {
        if (_secrets is null || _secrets[^1].Start + _secrets[^1].Length < start || (_secrets[^1].Length > 0 && _secrets[^1].Start + _secrets[^1].Length == start))
        {
            string plain = new(_buffer, start, _length - start);
            _length = start;
            return plain;
        }

        int first = _secrets.FindIndex(secret => secret.Start >= start);
        var within = _secrets.GetRange(first, _secrets.Count - first).ConvertAll(secret => (secret.Start - start, secret.Length));
        _secrets.RemoveRange(first, _secrets.Count - first);
        if (_secrets.Count == 0)
        {
            _secrets = null;
        }

        var cut = Text.WithSecrets(new string(_buffer, start, _length - start), within, null);
        Array.Clear(_buffer, start, _length - start);
        _length = start;
        return cut;
    }

    /// <summary>All that was written.</summary>
    public Text ToText() => _secrets is null && _error is null ? new string(_buffer, 0, _length) : Text.WithSecrets(new string(_buffer, 0, _length), _secrets, _error);

    /// <summary>All that was written, as a string.</summary>
    /// <exception cref="TemplateException">A part of it is secret.</exception>
    public string ToPlainString() => _secrets is null
        ? new string(_buffer, 0, _length)
        : throw Context.Fault("The template holds a secret and is rendered to a string, which would show it. Render it to a Text.");

    /// <summary>Gives the buffer back.</summary>
    public void Dispose()
    {
        char[] buffer = _buffer;
        _buffer = [];
        _length = 0;
        if (buffer.Length > 0)
        {
            ArrayPool<char>.Shared.Return(buffer, clearArray: _secrets is not null);
        }
    }

    private void Grow(int more)
    {
        // The limit is kept where the buffer grows: it is passed by less than one buffer at most.
        if (_length + (long)more > _limit)
        {
            throw Context.Fault($"The template has written more than {_limit} characters, which is the limit. Does a loop have no end?");
        }

        char[] grown = ArrayPool<char>.Shared.Rent(Math.Max(_length + more, Math.Min(_buffer.Length * 2, 512 * 1024 * 1024)));
        Array.Copy(_buffer, grown, _length);
        ArrayPool<char>.Shared.Return(_buffer, clearArray: _secrets is not null);
        _buffer = grown;
    }
}
