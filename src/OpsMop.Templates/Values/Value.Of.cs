using System.Collections;
using System.Globalization;
using System.Net;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace OpsMop.Templates;

/// <content>How values are made of what C# has, without reflection.</content>
public readonly partial struct Value
{
    /// <summary>
    /// A value of anything that a template can be given: <see langword="null"/>, text and secrets, numbers (a <see cref="decimal"/> becomes a number of
    /// double precision), domain values, enumerations, dates, dictionaries with string keys, sequences, JSON.
    /// </summary>
    /// <param name="value">The value; dictionaries and sequences are copied.</param>
    /// <exception cref="ArgumentException">Nothing is known of its type, or it holds itself.</exception>
    public static Value Of(object? value) => value switch
    {
        null => None,
        Value v => v,
        string s => s,
        bool b => b,
        int i => i,
        long l => l,
        double d => d,
        Text t => t,
        Secret secret => secret,
        ValueObject o => o,
        IDomainValue domain => OfAnyDomain(domain),
        byte n => (int)n,
        sbyte n => (int)n,
        short n => (int)n,
        ushort n => (int)n,
        uint n => (long)n,
        ulong n => n,
        Int128 n => (BigInteger)n,
        UInt128 n => (BigInteger)n,
        nint n => (long)n,
        nuint n => (ulong)n,
        BigInteger n => n,
        float f => OfSingle(f),
        decimal m => (double)m,
        char c => c.ToString(),
        Enum e => e.ToString(),
        DateTime t => OfDateTime(t, ""),
        DateTimeOffset t => OfDateTime(t.DateTime, Offset(t.Offset)),
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        TimeOnly time => time.ToString("HH:mm:ss", CultureInfo.InvariantCulture) + Fraction(time.Ticks),
        TimeSpan span => OfTimeSpan(span),
        Guid guid => guid.ToString(),
        Uri uri => uri.OriginalString,
        Version version => version.ToString(),
        IPAddress address => address.ToString(),
        JsonElement json => OfJson(json),
        JsonNode node => OfJson(node),
        IReadOnlyDictionary<string, object?> dictionary => OfDictionary(dictionary, static key => key, Of),
        IDictionary<string, object?> dictionary => OfDictionary(dictionary, static key => key, Of),
        IDictionary dictionary => OfAnyDictionary(dictionary),
        IEnumerable items => OfAnyList(items),
        _ => throw new ArgumentException(
            $"A template cannot be given a {value.GetType()}: give a string, a number, a truth value, a list, a dictionary with string keys, or an OpsMop.Templates.Value.",
            nameof(value)),
    };

    /// <summary>A list.</summary>
    /// <param name="items">The items, which are copied; <see langword="null"/> is <c>none</c>.</param>
    /// <param name="of">Makes a value of an item.</param>
    /// <typeparam name="T">The type of the items.</typeparam>
    public static Value OfList<T>(IEnumerable<T>? items, Func<T, Value> of)
    {
        ArgumentNullException.ThrowIfNull(of);
        if (items is null)
        {
            return None;
        }

        var list = new List<Value>(items.TryGetNonEnumeratedCount(out int count) ? count : 0);
        foreach (T item in items)
        {
            list.Add(of(item));
        }

        return new ListValue(list);
    }

    /// <summary>A dictionary.</summary>
    /// <param name="entries">The entries, which are copied; <see langword="null"/> is <c>none</c>.</param>
    /// <param name="ofKey">Makes a value of a key.</param>
    /// <param name="ofValue">Makes a value of a value.</param>
    /// <typeparam name="TKey">The type of the keys.</typeparam>
    /// <typeparam name="T">The type of the values.</typeparam>
    public static Value OfDictionary<TKey, T>(IEnumerable<KeyValuePair<TKey, T>>? entries, Func<TKey, Value> ofKey, Func<T, Value> ofValue)
    {
        ArgumentNullException.ThrowIfNull(ofKey);
        ArgumentNullException.ThrowIfNull(ofValue);
        if (entries is null)
        {
            return None;
        }

        var dictionary = new DictionaryValue();
        foreach ((TKey key, T value) in entries)
        {
            Value k = ofKey(key);
            dictionary.SetOwn(KeyComparer.IsHashable(k) ? k
                : throw new ArgumentException($"A {Operators.TypeName(k)} cannot be the key of a dictionary.", nameof(entries)), ofValue(value));
        }

        return dictionary;
    }

    /// <summary>The text of a domain value; one that is not given is <c>none</c>, and one that is invalid says so where the text is used.</summary>
    /// <param name="value">The domain value.</param>
    /// <typeparam name="T">Its type.</typeparam>
    public static Value OfDomain<T>(T value)
        where T : IDomainValue => OfAnyDomain(value);

    /// <summary>A value that may be missing: <c>none</c> then.</summary>
    /// <param name="value">The value.</param>
    /// <param name="of">Makes a value of it.</param>
    /// <typeparam name="T">Its type.</typeparam>
    public static Value OfNullable<T>(T? value, Func<T, Value> of)
        where T : struct
    {
        ArgumentNullException.ThrowIfNull(of);
        return value is { } there ? of(there) : None;
    }

    private static Value OfAnyDomain(IDomainValue? value) => value is null || !value.IsGiven ? None
        : value.Error is { } error ? (Value)Text.WithSecrets("", null, error)
        : value.ToString();

    // The digits that a person sees: 0.1f is 0.1.
    private static Value OfSingle(float value) =>
        float.IsFinite(value) ? double.Parse(value.ToString("R", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture) : (double)value;

    private static Value OfDateTime(DateTime time, string offset) =>
        time.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) + Fraction(time.Ticks)
            + (time.Kind == DateTimeKind.Utc && offset.Length == 0 ? "+00:00" : offset);

    // As Python's datetime: six digits, or none.
    private static string Fraction(long ticks)
    {
        long micro = ticks % TimeSpan.TicksPerSecond / 10;
        return micro == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $".{micro:D6}");
    }

    private static string Offset(TimeSpan offset) =>
        string.Create(CultureInfo.InvariantCulture, $"{(offset < TimeSpan.Zero ? '-' : '+')}{Math.Abs(offset.Hours):D2}:{Math.Abs(offset.Minutes):D2}");

    // As Python's timedelta: -1 day, 23:00:00.
    private static Value OfTimeSpan(TimeSpan span)
    {
        long days = Math.DivRem(span.Ticks, TimeSpan.TicksPerDay, out long rest);
        if (rest < 0)
        {
            days--;
            rest += TimeSpan.TicksPerDay;
        }

        var time = new TimeSpan(rest);
        string text = string.Create(CultureInfo.InvariantCulture, $"{time.Hours}:{time.Minutes:D2}:{time.Seconds:D2}") + Fraction(rest);
        return days == 0 ? text : string.Create(CultureInfo.InvariantCulture, $"{days} day{(Math.Abs(days) == 1 ? "" : "s")}, {text}");
    }

    private static Value OfAnyDictionary(IDictionary dictionary)
    {
        CheckDepth();
        var result = new DictionaryValue();
        foreach (DictionaryEntry entry in dictionary)
        {
            Value key = Of(entry.Key);
            result.SetOwn(KeyComparer.IsHashable(key) ? key
                : throw new ArgumentException($"A {Operators.TypeName(key)} cannot be the key of a dictionary.", nameof(dictionary)), Of(entry.Value));
        }

        return result;
    }

    // Dictionaries of other types of values are not IDictionary of object; most are the non-generic IDictionary too.
    private static Value OfAnyList(IEnumerable items)
    {
        CheckDepth();
        var list = new List<Value>();
        foreach (object? item in items)
        {
            list.Add(Of(item));
        }

        return new ListValue(list);
    }

    private static Value OfJson(JsonNode? node) => node switch
    {
        null => None,
        JsonObject o => OfDictionary(o, static key => key, OfJson),
        JsonArray array => OfList(array, OfJson),
        _ => OfJson(JsonDocument.Parse(node.ToJsonString()).RootElement),
    };

    private static Value OfJson(JsonElement json)
    {
        CheckDepth();
        switch (json.ValueKind)
        {
            case JsonValueKind.Object:
                return OfDictionary(json.EnumerateObject().Select(static member => KeyValuePair.Create(member.Name, member.Value)), static key => key, OfJson);
            case JsonValueKind.Array:
                return OfList(json.EnumerateArray(), OfJson);
            case JsonValueKind.String:
                return json.GetString();
            case JsonValueKind.True or JsonValueKind.False:
                return json.ValueKind == JsonValueKind.True;
            case JsonValueKind.Number:
                string number = json.GetRawText();
                return number.AsSpan().ContainsAny('.', 'e', 'E')
                    ? double.Parse(number, NumberStyles.Float, CultureInfo.InvariantCulture)
                    : BigInteger.Parse(number, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
            default:
                return None;
        }
    }

    private static void CheckDepth()
    {
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            throw new ArgumentException("The value is nested too deep: does it hold itself?");
        }
    }
}
