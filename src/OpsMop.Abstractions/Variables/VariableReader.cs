using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using OpsMop.Parsing;

namespace OpsMop;

/// <summary>
/// Reads values of variables from data. Called by generated code. Each method throws a <see cref="VariableException"/> that says where in the
/// value the fault is, what was expected and what was found; a secret that was found is not said.
/// </summary>
public static class VariableReader
{
    /// <summary>Reads text. A number or <see langword="true"/> is taken as it is written: YAML makes one of <c>version: 1.10</c>.</summary>
    /// <param name="value">The data.</param>
    public static string ReadString(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
        _ => throw Expected("text", value),
    };

    /// <summary>Reads <see langword="true"/> or <see langword="false"/>.</summary>
    /// <param name="value">The data.</param>
    public static bool ReadBoolean(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.String when Word(value) is "true" => true,
        JsonValueKind.String when Word(value) is "false" => false,
        _ => throw Expected("true or false", value),
    };

    /// <summary>Reads a whole number.</summary>
    /// <param name="value">The data.</param>
    public static sbyte ReadSByte(JsonElement value) => (sbyte)ReadWhole(value, sbyte.MinValue, sbyte.MaxValue);

    /// <summary>Reads a whole number.</summary>
    /// <param name="value">The data.</param>
    public static byte ReadByte(JsonElement value) => (byte)ReadWhole(value, byte.MinValue, byte.MaxValue);

    /// <summary>Reads a whole number.</summary>
    /// <param name="value">The data.</param>
    public static short ReadInt16(JsonElement value) => (short)ReadWhole(value, short.MinValue, short.MaxValue);

    /// <summary>Reads a whole number.</summary>
    /// <param name="value">The data.</param>
    public static ushort ReadUInt16(JsonElement value) => (ushort)ReadWhole(value, ushort.MinValue, ushort.MaxValue);

    /// <summary>Reads a whole number.</summary>
    /// <param name="value">The data.</param>
    public static int ReadInt32(JsonElement value) => (int)ReadWhole(value, int.MinValue, int.MaxValue);

    /// <summary>Reads a whole number.</summary>
    /// <param name="value">The data.</param>
    public static uint ReadUInt32(JsonElement value) => (uint)ReadWhole(value, uint.MinValue, uint.MaxValue);

    /// <summary>Reads a whole number.</summary>
    /// <param name="value">The data.</param>
    public static long ReadInt64(JsonElement value) => (long)ReadWhole(value, long.MinValue, long.MaxValue);

    /// <summary>Reads a whole number.</summary>
    /// <param name="value">The data.</param>
    public static ulong ReadUInt64(JsonElement value) => (ulong)ReadWhole(value, ulong.MinValue, ulong.MaxValue);

    /// <summary>Reads a number.</summary>
    /// <param name="value">The data.</param>
    public static float ReadSingle(JsonElement value) =>
        float.TryParse(Number(value, "a number"), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : throw Expected("a number", value);

    /// <summary>Reads a number.</summary>
    /// <param name="value">The data.</param>
    public static double ReadDouble(JsonElement value) =>
        double.TryParse(Number(value, "a number"), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : throw Expected("a number", value);

    /// <summary>Reads a number of up to 28 decimal digits.</summary>
    /// <param name="value">The data.</param>
    public static decimal ReadDecimal(JsonElement value) =>
        decimal.TryParse(Number(value, "a number"), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw Expected("a number of up to 28 digits", value);

    /// <summary>Reads a date with time and offset, as ISO 8601 writes it.</summary>
    /// <param name="value">The data.</param>
    public static DateTimeOffset ReadDateTimeOffset(JsonElement value)
    {
        const string Wanted = "a date and time with its offset, such as 2026-11-20T13:00:00Z";
        return value.ValueKind == JsonValueKind.String
            && DateTimeOffset.TryParse(value.GetString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.RoundtripKind, out var time)
                ? time
                : throw Expected(Wanted, value);
    }

    /// <summary>Reads a member of an enum by its name.</summary>
    /// <typeparam name="T">The enum.</typeparam>
    /// <param name="value">The data.</param>
    /// <param name="members">The names.</param>
    public static T ReadEnum<T>(JsonElement value, EnumMember<T>[] members)
        where T : struct, Enum
    {
        ArgumentNullException.ThrowIfNull(members);
        if (value.ValueKind == JsonValueKind.String)
        {
            var name = value.GetString()!;
            foreach (var member in members)
            {
                if (Naming.Same(member.Name, name))
                {
                    return member.Value;
                }
            }

            // Flags that are set together have no name: VariableWriter writes their number.
            if (ulong.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var flags) && IsFlags(flags, members))
            {
                return FromNumber<T>(flags);
            }
        }

        var names = members.Select(member => member.Name).ToList();
        throw new VariableException(
            "",
            $"expected one of {string.Join(", ", names)}, found {Describe(value)}.{(value.ValueKind == JsonValueKind.String ? Suggestion.DidYouMean(value.GetString()!, names) : "")}".TrimEnd('.'));
    }

    /// <summary>Reads a value of a domain type from its text; a number is taken as it is written. Nothing is a value that is not given.</summary>
    /// <typeparam name="T">The domain type.</typeparam>
    /// <param name="value">The data.</param>
    /// <param name="convert">The type's conversion from text.</param>
    public static T ReadDomain<T>(JsonElement value, Func<string, T> convert)
        where T : IDomainValue
    {
        ArgumentNullException.ThrowIfNull(convert);
        if (value.ValueKind == JsonValueKind.Null && default(T) is { } absent)
        {
            return absent;
        }

        if (value.ValueKind is not (JsonValueKind.String or JsonValueKind.Number))
        {
            throw Expected("text", value);
        }

        var read = convert(value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText());
        return read.Error is { } error ? throw new VariableException("", error) : read;
    }

    /// <summary>Reads a secret. What was found instead is not said.</summary>
    /// <param name="value">The data.</param>
    public static Secret ReadSecret(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => Secret.Adopt(value.GetString()!),
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => Secret.Adopt(value.GetRawText()),
        _ => throw new VariableException("", $"expected the text of a secret, found {Kind(value)}"),
    };

    /// <summary>Reads a text, whose secret parts stay secret. Plain text has none.</summary>
    /// <param name="value">The data: text, or a list of parts, text or <c>{"secret": "…"}</c>.</param>
    public static Text ReadText(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Array)
        {
            return ReadString(value);
        }

        var text = new Text(0, value.GetArrayLength());
        foreach (var part in value.EnumerateArray())
        {
            if (part.ValueKind == JsonValueKind.String)
            {
                text.AppendLiteral(part.GetString()!);
            }
            else if (part.ValueKind == JsonValueKind.Object && part.TryGetProperty("secret"u8, out var secret))
            {
                text.AppendFormatted(ReadSecret(secret));
            }
            else
            {
                throw new VariableException("", $"expected text, found a list with {Kind(part)} in it");
            }
        }

        return text;
    }

    /// <summary>Reads a value that may be nothing.</summary>
    /// <typeparam name="T">The value.</typeparam>
    /// <param name="value">The data.</param>
    /// <param name="read">Reads what is something.</param>
    public static T? ReadNullable<T>(JsonElement value, Func<JsonElement, T> read)
        where T : struct
    {
        ArgumentNullException.ThrowIfNull(read);
        return value.ValueKind == JsonValueKind.Null ? null : read(value);
    }

    /// <summary>Reads an object that may be nothing.</summary>
    /// <typeparam name="T">The object.</typeparam>
    /// <param name="value">The data.</param>
    /// <param name="read">Reads what is something.</param>
    public static T? ReadOptional<T>(JsonElement value, Func<JsonElement, T> read)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(read);
        return value.ValueKind == JsonValueKind.Null ? null : read(value);
    }

    /// <summary>Reads a list.</summary>
    /// <typeparam name="T">The items.</typeparam>
    /// <param name="value">The data.</param>
    /// <param name="read">Reads an item.</param>
    public static List<T> ReadList<T>(JsonElement value, Func<JsonElement, T> read) => [.. ReadArray(value, read)];

    /// <summary>Reads a list.</summary>
    /// <typeparam name="T">The items.</typeparam>
    /// <param name="value">The data.</param>
    /// <param name="read">Reads an item.</param>
    public static ImmutableArray<T> ReadImmutableArray<T>(JsonElement value, Func<JsonElement, T> read) =>
        value.ValueKind == JsonValueKind.Null ? default : [.. ReadArray(value, read)];

    /// <summary>Reads a list.</summary>
    /// <typeparam name="T">The items.</typeparam>
    /// <param name="value">The data.</param>
    /// <param name="read">Reads an item.</param>
    public static T[] ReadArray<T>(JsonElement value, Func<JsonElement, T> read)
    {
        ArgumentNullException.ThrowIfNull(read);
        if (value.ValueKind != JsonValueKind.Array)
        {
            throw Expected("a list", value);
        }

        var items = new T[value.GetArrayLength()];
        var index = 0;
        foreach (var item in value.EnumerateArray())
        {
            try
            {
                items[index] = read(item);
            }
            catch (VariableException fault)
            {
                throw Inside(string.Create(CultureInfo.InvariantCulture, $"[{index}]"), fault);
            }

            index++;
        }

        return items;
    }

    /// <summary>Reads a mapping with names of the user's own.</summary>
    /// <typeparam name="T">The values.</typeparam>
    /// <param name="value">The data.</param>
    /// <param name="read">Reads a value.</param>
    public static Dictionary<string, T> ReadDictionary<T>(JsonElement value, Func<JsonElement, T> read)
    {
        ArgumentNullException.ThrowIfNull(read);
        if (value.ValueKind != JsonValueKind.Object)
        {
            throw Expected("a mapping", value);
        }

        var items = new Dictionary<string, T>(StringComparer.Ordinal);
        foreach (var item in value.EnumerateObject())
        {
            T read1;
            try
            {
                read1 = read(item.Value);
            }
            catch (VariableException fault)
            {
                throw Inside(Step(item.Name), fault);
            }

            if (!items.TryAdd(item.Name, read1))
            {
                throw new VariableException(Step(item.Name), $"'{item.Name}' is given twice");
            }
        }

        return items;
    }

    /// <summary>Finds the members of an object by their names, in which case, hyphens and underscores do not matter.</summary>
    /// <param name="value">The data.</param>
    /// <param name="names">The names of all members; those that must be given come first.</param>
    /// <param name="required">How many must be given.</param>
    /// <returns>The data of each member, in the order of the names; <see langword="null"/> where it is not given.</returns>
    public static JsonElement?[] ReadMembers(JsonElement value, string[] names, int required)
    {
        ArgumentNullException.ThrowIfNull(names);
        if (value.ValueKind != JsonValueKind.Object)
        {
            throw Expected($"a mapping with {string.Join(", ", names)}", value);
        }

        var members = new JsonElement?[names.Length];
        foreach (var item in value.EnumerateObject())
        {
            var index = Array.FindIndex(names, name => Naming.Same(name, item.Name));
            if (index < 0)
            {
                throw new VariableException(
                    "",
                    $"'{item.Name}' is not known here; expected {string.Join(", ", names)}.{Suggestion.DidYouMean(item.Name, names)}".TrimEnd('.'));
            }

            if (members[index] is not null)
            {
                throw new VariableException(Step(names[index]), $"'{names[index]}' is given twice");
            }

            members[index] = item.Value;
        }

        var missing = names.Take(required).Where((_, index) => members[index] is null).ToList();
        return missing.Count == 0 ? members : throw new VariableException("", $"{string.Join(", ", missing)} {(missing.Count == 1 ? "is" : "are")} missing");
    }

    /// <summary>Reads a member that is given.</summary>
    /// <typeparam name="T">The member.</typeparam>
    /// <param name="members">What <see cref="ReadMembers"/> found.</param>
    /// <param name="index">Which one.</param>
    /// <param name="names">The names.</param>
    /// <param name="read">Reads it.</param>
    public static T ReadMember<T>(JsonElement?[] members, int index, string[] names, Func<JsonElement, T> read)
    {
        ArgumentNullException.ThrowIfNull(members);
        ArgumentNullException.ThrowIfNull(names);
        ArgumentNullException.ThrowIfNull(read);
        try
        {
            return read(members[index]!.Value);
        }
        catch (VariableException fault)
        {
            throw Inside(Step(names[index]), fault);
        }
    }

    /// <summary>Reads a member that need not be given.</summary>
    /// <typeparam name="T">The member.</typeparam>
    /// <param name="members">What <see cref="ReadMembers"/> found.</param>
    /// <param name="index">Which one.</param>
    /// <param name="names">The names.</param>
    /// <param name="read">Reads it.</param>
    /// <param name="fallback">Its value where it is not given.</param>
    public static T ReadMember<T>(JsonElement?[] members, int index, string[] names, Func<JsonElement, T> read, T fallback)
    {
        ArgumentNullException.ThrowIfNull(members);
        return members[index] is null ? fallback : ReadMember(members, index, names, read);
    }

    /// <summary>What was found, for a message.</summary>
    internal static string Describe(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => $"\"{Shorten(value.GetString()!)}\"",
        JsonValueKind.Number => value.GetRawText(),
        _ => Kind(value),
    };

    internal static bool IsFlags<T>(ulong number, EnumMember<T>[] members)
        where T : struct, Enum
    {
        var all = 0UL;
        foreach (var member in members)
        {
            all |= ToNumber(member.Value);
        }

        return (number & ~all) == 0 && typeof(T).IsDefined(typeof(FlagsAttribute), inherit: false);
    }

    internal static ulong ToNumber<T>(T value)
        where T : struct, Enum => Unsafe.SizeOf<T>() switch
        {
            1 => Unsafe.As<T, byte>(ref value),
            2 => Unsafe.As<T, ushort>(ref value),
            4 => Unsafe.As<T, uint>(ref value),
            _ => Unsafe.As<T, ulong>(ref value),
        };

    private static T FromNumber<T>(ulong number)
        where T : struct, Enum
    {
        var value = default(T);
        switch (Unsafe.SizeOf<T>())
        {
            case 1:
                Unsafe.As<T, byte>(ref value) = (byte)number;
                break;
            case 2:
                Unsafe.As<T, ushort>(ref value) = (ushort)number;
                break;
            case 4:
                Unsafe.As<T, uint>(ref value) = (uint)number;
                break;
            default:
                Unsafe.As<T, ulong>(ref value) = number;
                break;
        }

        return value;
    }

    private static decimal ReadWhole(JsonElement value, decimal minimum, decimal maximum)
    {
        if (!decimal.TryParse(Number(value, "a whole number"), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || decimal.Truncate(number) != number)
        {
            throw Expected("a whole number", value);
        }

        return number >= minimum && number <= maximum
            ? number
            : throw Expected(string.Create(CultureInfo.InvariantCulture, $"a whole number from {minimum} to {maximum}"), value);
    }

    /// <summary>The text of a number. A number in quotes is one too: the command line and environment variables have nothing else.</summary>
    private static string Number(JsonElement value, string wanted) => value.ValueKind switch
    {
        JsonValueKind.Number => value.GetRawText(),
        JsonValueKind.String => value.GetString()!,
        _ => throw Expected(wanted, value),
    };

    private static string Word(JsonElement value) => value.GetString()!.ToLowerInvariant();

    private static VariableException Expected(string wanted, JsonElement value) => new("", $"expected {wanted}, found {Describe(value)}");

    private static VariableException Inside(string step, VariableException fault) =>
        new(step + (fault.Path.Length > 0 && fault.Path[0] != '[' ? "." : "") + fault.Path, fault.Message);

    private static string Step(string name) => name.Length > 0 && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_') ? name : $"[\"{name}\"]";

    private static string Kind(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array => "a list",
        JsonValueKind.Object => "a mapping",
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        JsonValueKind.String => "text",
        JsonValueKind.Number => "a number",
        _ => "nothing",
    };

    private static string Shorten(string text)
    {
        var line = text.AsSpan(0, Math.Min(text.Length, 60));
        var shown = new StringBuilder(line.Length + 1);
        foreach (var c in line)
        {
            shown.Append(char.IsControl(c) ? ' ' : c);
        }

        return line.Length < text.Length ? shown.Append('…').ToString() : shown.ToString();
    }
}
