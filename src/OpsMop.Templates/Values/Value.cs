using System.Globalization;
using System.Numerics;

namespace OpsMop.Templates;

/// <summary>
/// A value while a template is rendered: what Python's objects are to Jinja2. It is made of C# values by implicit conversions and <c>Of</c>, and holds
/// nothing but data: a template reaches what it was given and nothing else.
/// </summary>
public readonly partial struct Value
{
    private static readonly object NoneTag = new();
    private static readonly object BooleanTag = new();
    private static readonly object IntegerTag = new();
    private static readonly object FloatTag = new();

    // A tag for what fits into the bits; else a string, a boxed BigInteger (only one that does not fit into a long), a Markup, a Text with secrets, or a
    // ValueObject. Null is undefined.
    private readonly object? _object;
    private readonly long _bits;

    private Value(object? o, long bits = 0)
    {
        _object = o;
        _bits = bits;
    }

    /// <summary>A value that is not there, and of which nothing is known.</summary>
    public static Value Undefined => default;

    /// <summary><c>none</c>.</summary>
    public static Value None => new(NoneTag);

    /// <summary><c>true</c>.</summary>
    public static Value True => new(BooleanTag, 1);

    /// <summary><c>false</c>.</summary>
    public static Value False => new(BooleanTag, 0);

    /// <summary>What it is.</summary>
    public ValueKind Kind => _object switch
    {
        null => ValueKind.Undefined,
        string => ValueKind.String,
        ValueObject o => o is UndefinedValue ? ValueKind.Undefined : ValueKind.Object,
        BigInteger => ValueKind.Integer,
        MarkupString => ValueKind.Markup,
        Text or SecretMarkup => ValueKind.Secret,
        var tag => tag == IntegerTag ? ValueKind.Integer : tag == BooleanTag ? ValueKind.Boolean : tag == FloatTag ? ValueKind.Float : ValueKind.None,
    };

    /// <summary>Whether it is not there.</summary>
    public bool IsUndefined => _object is null or UndefinedValue;

    /// <summary>Whether it is <c>none</c>.</summary>
    public bool IsNone => _object == NoneTag;

    /// <summary>Whether it is <c>true</c> or <c>false</c>.</summary>
    public bool IsBoolean => _object == BooleanTag;

    /// <summary>Text of a string; <see langword="null"/> is <c>none</c>.</summary>
    /// <param name="value">The string.</param>
    public static implicit operator Value(string? value) => value is null ? None : new(value);

    /// <summary><c>true</c> or <c>false</c>.</summary>
    /// <param name="value">The truth value.</param>
    public static implicit operator Value(bool value) => new(BooleanTag, value ? 1 : 0);

    /// <summary>A whole number.</summary>
    /// <param name="value">The number.</param>
    public static implicit operator Value(int value) => new(IntegerTag, value);

    /// <summary>A whole number.</summary>
    /// <param name="value">The number.</param>
    public static implicit operator Value(long value) => new(IntegerTag, value);

    /// <summary>A whole number.</summary>
    /// <param name="value">The number.</param>
    public static implicit operator Value(ulong value) => value <= long.MaxValue ? new(IntegerTag, (long)value) : new((BigInteger)value);

    /// <summary>A whole number of any size.</summary>
    /// <param name="value">The number.</param>
    public static implicit operator Value(BigInteger value) => value >= long.MinValue && value <= long.MaxValue ? new(IntegerTag, (long)value) : new(value);

    /// <summary>A number with a fraction.</summary>
    /// <param name="value">The number.</param>
    public static implicit operator Value(double value) => new(FloatTag, BitConverter.DoubleToInt64Bits(value));

    /// <summary>A text; what is secret in it stays so. <see langword="null"/> is <c>none</c>.</summary>
    /// <param name="value">The text.</param>
    public static implicit operator Value(Text? value) => value is null ? None : value.IsSecret || value.Error is not null ? new(value) : new(value.ToString());

    /// <summary>A secret; <see langword="null"/> is <c>none</c>.</summary>
    /// <param name="value">The secret.</param>
    public static implicit operator Value(Secret? value)
    {
        if (value is null)
        {
            return None;
        }

        Text text = $"{value}";
        return new(text);
    }

    /// <summary>A list, a dictionary, an object; <see langword="null"/> is <c>none</c>.</summary>
    /// <param name="value">The object.</param>
    public static implicit operator Value(ValueObject? value) => value is null ? None : new(value);

    /// <summary>Text that is marked as safe for HTML.</summary>
    /// <param name="value">The text.</param>
    internal static Value Markup(string value) => new(new MarkupString(value));

    /// <summary>Text that is secret as a whole.</summary>
    internal static Value Hidden(string value, bool markup = false) => Of(Text.WithSecrets(value, [(0, value.Length)], null), markup);

    /// <summary>A text, parts of which may be secret, marked as safe for HTML or not.</summary>
    internal static Value Of(Text value, bool markup) =>
        !markup ? value : value.IsSecret || value.Error is not null ? new(new SecretMarkup(value)) : Markup(value.ToString());

    /// <summary>Whether it is an argument that was not given, in contrast to a name that is not there.</summary>
    internal bool IsNotGiven => _object is null;

    /// <summary>Whether it is text, secret or not.</summary>
    internal bool IsText => _object is string or MarkupString or Text or SecretMarkup;

    /// <summary>Whether it is text that is marked as safe for HTML.</summary>
    internal bool IsMarkup => _object is MarkupString or SecretMarkup;

    /// <summary>Whether it is text with a secret in it, or with an error of a value that was put into it.</summary>
    internal bool IsSecret => _object is Text or SecretMarkup;

    /// <summary>Whether it is a number; a truth value is one.</summary>
    internal bool IsNumber => _object == IntegerTag || _object == BooleanTag || _object == FloatTag || _object is BigInteger;

    /// <summary>Whether two values are the same thing, as Python's <c>is</c> says where that does not depend on chance.</summary>
    internal static bool AreSame(Value left, Value right) => left._bits == right._bits && ReferenceEquals(left._object, right._object);

    /// <summary>Whether it is this text, neither secret nor marked as safe.</summary>
    internal bool IsString(string text) => _object is string mine && mine == text;

    /// <summary>Its truth value, if it is one.</summary>
    internal bool TryGetBoolean(out bool value)
    {
        value = _bits != 0;
        return _object == BooleanTag;
    }

    /// <summary>The number, if it is a whole one that fits into 64 bits. As in Python, <c>true</c> is 1.</summary>
    internal bool TryGetInt64(out long value)
    {
        value = _bits;
        return _object == IntegerTag || _object == BooleanTag;
    }

    /// <summary>The number, if it is a whole one. As in Python, <c>true</c> is 1.</summary>
    internal bool TryGetInteger(out BigInteger value)
    {
        if (_object is BigInteger big)
        {
            value = big;
            return true;
        }

        value = _bits;
        return _object == IntegerTag || _object == BooleanTag;
    }

    /// <summary>The number, if it is one with a fraction.</summary>
    internal bool TryGetFloat(out double value)
    {
        value = BitConverter.Int64BitsToDouble(_bits);
        return _object == FloatTag;
    }

    /// <summary>The string, if it is one without secrets: marked as safe or not.</summary>
    internal bool TryGetString([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out string? value)
    {
        value = _object as string ?? (_object as MarkupString)?.Value;
        return value is not null;
    }

    /// <summary>The text, if a part of it is secret.</summary>
    internal bool TryGetSecret([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out Text? value)
    {
        value = _object as Text ?? (_object as SecretMarkup)?.Value;
        return value is not null;
    }

    /// <summary>What it holds, if it is neither text nor number, nor undefined without more being known.</summary>
    public ValueObject? AsObject() => _object as ValueObject;

    /// <summary>For a debugger: secrets are <c>***</c>.</summary>
    public override string ToString() => Kind switch
    {
        ValueKind.Undefined => "undefined",
        ValueKind.None => "None",
        ValueKind.Boolean => _bits != 0 ? "True" : "False",
        ValueKind.Float => BitConverter.Int64BitsToDouble(_bits).ToString("R", CultureInfo.InvariantCulture),
        ValueKind.Integer when _object == IntegerTag => _bits.ToString(CultureInfo.InvariantCulture),
        ValueKind.Markup => ((MarkupString)_object!).Value,
        ValueKind.Secret when _object is SecretMarkup secret => secret.Value.ToString(),
        _ => _object!.ToString() ?? "",
    };

    private sealed class SecretMarkup(Text value)
    {
        public Text Value { get; } = value;
    }

    internal sealed class MarkupString(string value)
    {
        public string Value { get; } = value;
    }
}
