using System.Buffers;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace OpsMop;

/// <summary>
/// Text whose secret parts stay secret: <c>Text t = $"password={secret}"</c> is written with the password and shown with <c>***</c>.
/// What <c>Content</c>, <c>Stdin</c> and templates take and give. <see langword="null"/> means not given.
/// </summary>
/// <remarks>
/// A class and its own handler, so that an interpolated string that is given to a <c>Text?</c> cannot become a plain string on the way.
/// It is complete when it is first read; the appending members are for the compiler.
/// </remarks>
[InterpolatedStringHandler]
public sealed class Text : IEquatable<Text>
{
    private const string Mask = "***";

    // Rendering thousands of small texts takes one buffer: it is taken from its thread when a text begins and goes back when it is complete.
    // A hole may make a text of its own in between, which then finds none and makes one.
    [ThreadStatic]
    private static char[]? t_buffer;

    private string? _value;
    private char[]? _buffer;
    private int _length;
    private List<(int Start, int Length)>? _secrets;
    private string? _error;

    /// <summary>Begins a text; for the compiler.</summary>
    /// <param name="literalLength">How many characters are literal.</param>
    /// <param name="formattedCount">How many holes there are.</param>
    public Text(int literalLength, int formattedCount)
    {
        int expected = literalLength + (formattedCount * 16);
        char[]? buffer = t_buffer;
        t_buffer = null;
        _buffer = buffer is not null && buffer.Length >= expected ? buffer : new char[Math.Max(expected, 256)];
    }

    private Text(string value) => _value = value;

    /// <summary>A complete text.</summary>
    /// <param name="value">The content, secret parts included.</param>
    /// <param name="secrets">Which characters are secret, in order.</param>
    /// <param name="error">What is wrong with a value that was put into it.</param>
    internal static Text WithSecrets(string value, List<(int Start, int Length)>? secrets, string? error) => new(value) { _secrets = secrets, _error = error };

    /// <summary>The empty text.</summary>
    public static Text Empty { get; } = new("");

    /// <summary>Whether a part of it is secret.</summary>
    public bool IsSecret => _secrets is not null;

    /// <summary>What is wrong with the first invalid value that was put into it, or that a secret in it was not given; <see langword="null"/> if nothing is.</summary>
    public string? Error => _error;

    /// <summary>Which characters of <see cref="Reveal"/> are secret, in order. An empty secret is a range without length.</summary>
    internal IReadOnlyList<(int Start, int Length)> SecretRanges => _secrets ?? (IReadOnlyList<(int, int)>)[];

    /// <summary>Text of a string, no part of which is secret.</summary>
    /// <param name="value">The string; <see langword="null"/> for not given.</param>
    [return: System.Diagnostics.CodeAnalysis.NotNullIfNotNull(nameof(value))]
    public static implicit operator Text?(string? value) => value is null ? null : value.Length == 0 ? Empty : new Text(value);

    /// <summary>One text after the other; what is secret stays so.</summary>
    /// <param name="left">The first; <see langword="null"/> counts as empty.</param>
    /// <param name="right">The second; <see langword="null"/> counts as empty.</param>
    public static Text operator +(Text? left, Text? right)
    {
        var sum = new Text((left?.Length ?? 0) + (right?.Length ?? 0), 0);
        sum.AppendFormatted(left);
        sum.AppendFormatted(right);
        return sum;
    }

    /// <summary>Whether two texts have the same content, secret parts included.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    public static bool operator ==(Text? left, Text? right) => left is null ? right is null : left.Equals(right);

    /// <summary>Whether two texts have different contents.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    public static bool operator !=(Text? left, Text? right) => !(left == right);

    private int Length => _value?.Length ?? _length;

    /// <summary>Appends literal text; for the compiler.</summary>
    /// <param name="value">The text.</param>
    public void AppendLiteral(string value) => Append(value);

    /// <summary>Appends a string; <see langword="null"/> is empty.</summary>
    /// <param name="value">The string.</param>
    public void AppendFormatted(string? value) => Append(value);

    /// <summary>Appends a string, padded.</summary>
    /// <param name="value">The string.</param>
    /// <param name="alignment">The least width; negative to pad on the right.</param>
    /// <param name="format">Not used.</param>
    public void AppendFormatted(string? value, int alignment, string? format = null)
    {
        int start = _length;
        Append(value);
        Pad(start, alignment);
    }

    /// <summary>Appends a text; what is secret in it stays so. <see langword="null"/> is empty.</summary>
    /// <param name="value">The text.</param>
    public void AppendFormatted(Text? value)
    {
        if (value is null)
        {
            return;
        }

        string revealed = value.Reveal();
        int offset = _length;
        Append(revealed);
        _error ??= value._error;
        if (value._secrets is { } secrets)
        {
            foreach ((int start, int length) in secrets)
            {
                MarkSecret(offset + start, length);
            }
        }
    }

    /// <summary>Appends a text, padded.</summary>
    /// <param name="value">The text.</param>
    /// <param name="alignment">The least width; negative to pad on the right.</param>
    /// <param name="format">Not used.</param>
    public void AppendFormatted(Text? value, int alignment, string? format = null)
    {
        int start = _length;
        AppendFormatted(alignment > 0 && value is not null ? new string(' ', Math.Max(0, alignment - value.Length)) : null);
        AppendFormatted(value);
        Pad(start, Math.Min(alignment, 0));
    }

    /// <summary>Appends a secret: it is written, and shown as <c>***</c>. One that was not given is an <see cref="Error"/>.</summary>
    /// <param name="value">The secret.</param>
    public void AppendFormatted(Secret? value)
    {
        if (value is null)
        {
            _error ??= "A secret that is put into a text was not given.";
            return;
        }

        string revealed = value.Reveal();
        int start = _length;
        Append(revealed);
        MarkSecret(start, revealed.Length);
    }

    /// <summary>Appends a value as the invariant culture writes it. An invalid domain value is an <see cref="Error"/>.</summary>
    /// <typeparam name="T">The value's type.</typeparam>
    /// <param name="value">The value; <see langword="null"/> is empty.</param>
    public void AppendFormatted<T>(T value) => AppendFormatted(value, 0, null);

    /// <summary>Appends a value as the invariant culture writes it.</summary>
    /// <typeparam name="T">The value's type.</typeparam>
    /// <param name="value">The value; <see langword="null"/> is empty.</param>
    /// <param name="format">The format, as <see cref="ISpanFormattable"/> takes it.</param>
    public void AppendFormatted<T>(T value, string? format) => AppendFormatted(value, 0, format);

    /// <summary>Appends a value as the invariant culture writes it, padded.</summary>
    /// <typeparam name="T">The value's type.</typeparam>
    /// <param name="value">The value; <see langword="null"/> is empty.</param>
    /// <param name="alignment">The least width; negative to pad on the right.</param>
    /// <param name="format">The format, as <see cref="ISpanFormattable"/> takes it.</param>
    public void AppendFormatted<T>(T value, int alignment, string? format = null)
    {
        // A secret that comes as an object is a secret all the same.
        if (value is Secret secret)
        {
            AppendFormatted(secret);
            return;
        }

        if (value is Text text)
        {
            AppendFormatted(text, alignment);
            return;
        }

        int start = _length;
        if (value is ISpanFormattable)
        {
            char[] buffer = Writable();
            int written;
            while (!((ISpanFormattable)value).TryFormat(buffer.AsSpan(_length), out written, format, CultureInfo.InvariantCulture))
            {
                buffer = Grow(_length + 64);
            }

            _length += written;
        }
        else if (value is IDomainValue)
        {
            _error ??= ((IDomainValue)value).Error;
            Append(value.ToString());
        }
        else
        {
            Append(value is IFormattable ? ((IFormattable)value).ToString(format, CultureInfo.InvariantCulture) : value?.ToString());
        }

        Pad(start, alignment);
    }

    /// <summary>The content as UTF-8 without a byte order mark, secret parts included: for those who write it to a system, not for people.</summary>
    public byte[] ToUtf8Bytes() => Encoding.UTF8.GetBytes(Reveal());

    /// <summary>Writes what <see cref="ToUtf8Bytes"/> gives.</summary>
    /// <param name="writer">Where to.</param>
    public void WriteTo(IBufferWriter<byte> writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        Encoding.UTF8.GetBytes(Reveal().AsSpan(), writer);
    }

    /// <summary>Whether the contents are the same, secret parts included.</summary>
    /// <param name="other">The other text.</param>
    public bool Equals(Text? other) => other is not null && (ReferenceEquals(this, other) || Reveal() == other.Reveal());

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Text);

    /// <inheritdoc/>
    public override int GetHashCode() => Reveal().GetHashCode();

    /// <summary>The content for people: every secret part is <c>***</c>.</summary>
    public override string ToString() => _secrets is null ? Reveal() : Show(0, Length);

    /// <summary>The content, secret parts included.</summary>
    internal string Reveal()
    {
        if (_value is { } value)
        {
            return value;
        }

        lock (this)
        {
            if (_value is null)
            {
                char[] buffer = _buffer!;
                _value = _length == 0 ? "" : new string(buffer, 0, _length);
                _buffer = null;
                if (_secrets is not null)
                {
                    Array.Clear(buffer, 0, _length);
                }

                if (buffer.Length <= 64 * 1024)
                {
                    t_buffer = buffer;
                }
            }

            return _value;
        }
    }

    /// <summary>A part of the content, such as a line of it, for people: what is secret in it is <c>***</c>.</summary>
    /// <param name="start">Where it begins in <see cref="Reveal"/>.</param>
    /// <param name="length">How many characters of <see cref="Reveal"/> it has.</param>
    internal string Show(int start, int length)
    {
        string value = Reveal();
        int end = start + length;
        if (_secrets is null)
        {
            return value.Substring(start, length);
        }

        var shown = new StringBuilder(length + 16);
        int at = start;
        foreach ((int from, int count) in _secrets)
        {
            int to = from + count;
            if (to < start || from > end || (count > 0 && (to == start || from == end)))
            {
                continue;
            }

            if (from > at)
            {
                shown.Append(value, at, from - at);
            }

            shown.Append(Mask);
            at = Math.Max(at, Math.Min(to, end));
        }

        return shown.Append(value, at, end - at).ToString();
    }

    private void Append(string? value)
    {
        if (string.IsNullOrEmpty(value))
        {
            return;
        }

        char[] buffer = Writable();
        if (buffer.Length - _length < value.Length)
        {
            buffer = Grow(_length + value.Length);
        }

        value.CopyTo(0, buffer, _length, value.Length);
        _length += value.Length;
    }

    private char[] Writable() =>
        _buffer ?? throw new InvalidOperationException("This text is complete: it has been read. Add to it with +, which makes a new one.");

    private char[] Grow(int atLeast)
    {
        char[] old = Writable();
        char[] grown = new char[Math.Max(atLeast, old.Length * 2)];
        Array.Copy(old, grown, _length);
        if (_secrets is not null)
        {
            Array.Clear(old, 0, _length);
        }

        return _buffer = grown;
    }

    private void Pad(int start, int alignment)
    {
        int missing = Math.Abs(alignment) - (_length - start);
        if (missing <= 0)
        {
            return;
        }

        char[] buffer = Writable();
        if (buffer.Length - _length < missing)
        {
            buffer = Grow(_length + missing);
        }

        int blanksAt = _length;
        if (alignment > 0)
        {
            Array.Copy(buffer, start, buffer, start + missing, _length - start);
            blanksAt = start;
        }

        buffer.AsSpan(blanksAt, missing).Fill(' ');
        _length += missing;
    }

    private void MarkSecret(int start, int length)
    {
        _secrets ??= [];
        if (_secrets.Count > 0 && _secrets[^1] is var (lastStart, lastLength) && lastStart + lastLength == start)
        {
            _secrets[^1] = (lastStart, lastLength + length);
        }
        else
        {
            _secrets.Add((start, length));
        }
    }
}
