using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace OpsMop;

/// <summary>
/// Writes values of variables as data, so that <see cref="VariableReader"/> reads the same values. Called by generated code.
/// </summary>
/// <remarks>
/// Secrets are written in clear: this is how they travel to the agent, on its standard input, and the only place where they may be
/// written at all. Nothing that is written here may reach a file, a log, an argument or the environment of a process.
/// </remarks>
public static class VariableWriter
{
    /// <summary>Writes text.</summary>
    /// <param name="writer">Takes the data.</param>
    /// <param name="value">The value.</param>
    public static void WriteString(Utf8JsonWriter writer, string? value) => To(writer).WriteStringValue(value);

    /// <summary>Writes <see langword="true"/> or <see langword="false"/>.</summary>
    /// <param name="writer">Takes the data.</param>
    /// <param name="value">The value.</param>
    public static void WriteBoolean(Utf8JsonWriter writer, bool value) => To(writer).WriteBooleanValue(value);

    /// <summary>Writes a whole number.</summary>
    /// <param name="writer">Takes the data.</param>
    /// <param name="value">The value.</param>
    public static void WriteSByte(Utf8JsonWriter writer, sbyte value) => To(writer).WriteNumberValue(value);

    /// <summary>Writes a whole number.</summary>
    /// <param name="writer">Takes the data.</param>
    /// <param name="value">The value.</param>
    public static void WriteByte(Utf8JsonWriter writer, byte value) => To(writer).WriteNumberValue(value);

    /// <summary>Writes a whole number.</summary>
    /// <param name="writer">Takes the data.</param>
    /// <param name="value">The value.</param>
    public static void WriteInt16(Utf8JsonWriter writer, short value) => To(writer).WriteNumberValue(value);

    /// <summary>Writes a whole number.</summary>
    /// <param name="writer">Takes the data.</param>
    /// <param name="value">The value.</param>
    public static void WriteUInt16(Utf8JsonWriter writer, ushort value) => To(writer).WriteNumberValue(value);

    /// <summary>Writes a whole number.</summary>
    /// <param name="writer">Takes the data.</param>
    /// <param name="value">The value.</param>
    public static void WriteInt32(Utf8JsonWriter writer, int value) => To(writer).WriteNumberValue(value);

    /// <summary>Writes a whole number.</summary>
    /// <param name="writer">Takes the data.</param>
    /// <param name="value">The value.</param>
    public static void WriteUInt32(Utf8JsonWriter writer, uint value) => To(writer).WriteNumberValue(value);

    /// <summary>Writes a whole number.</summary>
    /// <param name="writer">Takes the data.</param>
    /// <param name="value">The value.</param>
    public static void WriteInt64(Utf8JsonWriter writer, long value) => To(writer).WriteNumberValue(value);

    /// <summary>Writes a whole number.</summary>
    /// <param name="writer">Takes the data.</param>
    /// <param name="value">The value.</param>
    public static void WriteUInt64(Utf8JsonWriter writer, ulong value) => To(writer).WriteNumberValue(value);

    /// <summary>Writes a number. What JSON has no number for (infinities, not-a-number) is written as text.</summary>
    /// <param name="writer">Takes the data.</param>
    /// <param name="value">The value.</param>
    public static void WriteSingle(Utf8JsonWriter writer, float value) => WriteNumber(writer, float.IsFinite(value), value.ToString("R", CultureInfo.InvariantCulture));

    /// <summary>Writes a number. What JSON has no number for (infinities, not-a-number) is written as text.</summary>
    /// <param name="writer">Takes the data.</param>
    /// <param name="value">The value.</param>
    public static void WriteDouble(Utf8JsonWriter writer, double value) => WriteNumber(writer, double.IsFinite(value), value.ToString("R", CultureInfo.InvariantCulture));

    /// <summary>Writes a number.</summary>
    /// <param name="writer">Takes the data.</param>
    /// <param name="value">The value.</param>
    public static void WriteDecimal(Utf8JsonWriter writer, decimal value) => To(writer).WriteNumberValue(value);

    /// <summary>Writes a date with time and offset, as ISO 8601 does.</summary>
    /// <param name="writer">Takes the data.</param>
    /// <param name="value">The value.</param>
    public static void WriteDateTimeOffset(Utf8JsonWriter writer, DateTimeOffset value) => To(writer).WriteStringValue(value.ToString("O", CultureInfo.InvariantCulture));

    /// <summary>Writes a member of an enum by its name, flags that are set together by their number.</summary>
    /// <typeparam name="T">The enum.</typeparam>
    /// <param name="writer">Takes the data.</param>
    /// <param name="value">The value.</param>
    /// <param name="members">The names.</param>
    /// <exception cref="VariableException">The value is no member.</exception>
    public static void WriteEnum<T>(Utf8JsonWriter writer, T value, EnumMember<T>[] members)
        where T : struct, Enum
    {
        ArgumentNullException.ThrowIfNull(members);
        foreach (var member in members)
        {
            if (EqualityComparer<T>.Default.Equals(member.Value, value))
            {
                To(writer).WriteStringValue(member.Name);
                return;
            }
        }

        var number = VariableReader.ToNumber(value);
        if (!VariableReader.IsFlags(number, members))
        {
            throw new VariableException("", $"{value} is none of {string.Join(", ", members.Select(member => member.Name))}");
        }

        To(writer).WriteStringValue(number.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>Writes a value of a domain type as its text; one that is not given is nothing.</summary>
    /// <typeparam name="T">The domain type.</typeparam>
    /// <param name="writer">Takes the data.</param>
    /// <param name="value">The value.</param>
    public static void WriteDomain<T>(Utf8JsonWriter writer, T value)
        where T : IDomainValue => To(writer).WriteStringValue(value is { IsGiven: true } ? value.ToString() : null);

    /// <summary>Writes a secret in clear. Only for data that travels to an agent on its standard input.</summary>
    /// <param name="writer">Takes the data.</param>
    /// <param name="value">The value.</param>
    public static void WriteSecret(Utf8JsonWriter writer, Secret? value) => To(writer).WriteStringValue(value?.Reveal());

    /// <summary>Writes a text; its secret parts are marked as such, and in clear. Only for data that travels to an agent on its standard input.</summary>
    /// <param name="writer">Takes the data.</param>
    /// <param name="value">The value.</param>
    public static void WriteText(Utf8JsonWriter writer, Text? value)
    {
        if (value is not { IsSecret: true })
        {
            To(writer).WriteStringValue(value?.Reveal());
            return;
        }

        var revealed = value.Reveal();
        var at = 0;
        To(writer).WriteStartArray();
        foreach (var (start, length) in value.SecretRanges)
        {
            if (start > at)
            {
                writer.WriteStringValue(revealed.AsSpan(at, start - at));
            }

            writer.WriteStartObject();
            writer.WriteString("secret"u8, revealed.AsSpan(start, length));
            writer.WriteEndObject();
            at = start + length;
        }

        if (at < revealed.Length)
        {
            writer.WriteStringValue(revealed.AsSpan(at));
        }

        writer.WriteEndArray();
    }

    /// <summary>Writes a value that may be nothing.</summary>
    /// <typeparam name="T">The value.</typeparam>
    /// <param name="writer">Takes the data.</param>
    /// <param name="value">The value.</param>
    /// <param name="write">Writes what is something.</param>
    public static void WriteNullable<T>(Utf8JsonWriter writer, T? value, Action<Utf8JsonWriter, T> write)
        where T : struct
    {
        ArgumentNullException.ThrowIfNull(write);
        if (value is { } given)
        {
            write(writer, given);
        }
        else
        {
            To(writer).WriteNullValue();
        }
    }

    /// <summary>Writes an object that may be nothing.</summary>
    /// <typeparam name="T">The object.</typeparam>
    /// <param name="writer">Takes the data.</param>
    /// <param name="value">The value.</param>
    /// <param name="write">Writes what is something.</param>
    public static void WriteOptional<T>(Utf8JsonWriter writer, T? value, Action<Utf8JsonWriter, T> write)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(write);
        if (value is not null)
        {
            write(writer, value);
        }
        else
        {
            To(writer).WriteNullValue();
        }
    }

    /// <summary>Writes a list.</summary>
    /// <typeparam name="T">The items.</typeparam>
    /// <param name="writer">Takes the data.</param>
    /// <param name="values">The items.</param>
    /// <param name="write">Writes an item.</param>
    public static void WriteList<T>(Utf8JsonWriter writer, IEnumerable<T>? values, Action<Utf8JsonWriter, T> write)
    {
        ArgumentNullException.ThrowIfNull(write);
        if (values is null)
        {
            To(writer).WriteNullValue();
            return;
        }

        To(writer).WriteStartArray();
        foreach (var value in values)
        {
            write(writer, value);
        }

        writer.WriteEndArray();
    }

    /// <summary>Writes a list.</summary>
    /// <typeparam name="T">The items.</typeparam>
    /// <param name="writer">Takes the data.</param>
    /// <param name="values">The items.</param>
    /// <param name="write">Writes an item.</param>
    public static void WriteImmutableArray<T>(Utf8JsonWriter writer, ImmutableArray<T> values, Action<Utf8JsonWriter, T> write) =>
        WriteList(writer, values.IsDefault ? null : values.AsEnumerable(), write);

    /// <summary>Writes a mapping.</summary>
    /// <typeparam name="T">The values.</typeparam>
    /// <param name="writer">Takes the data.</param>
    /// <param name="values">The values by their names.</param>
    /// <param name="write">Writes a value.</param>
    public static void WriteDictionary<T>(Utf8JsonWriter writer, IEnumerable<KeyValuePair<string, T>>? values, Action<Utf8JsonWriter, T> write)
    {
        ArgumentNullException.ThrowIfNull(write);
        if (values is null)
        {
            To(writer).WriteNullValue();
            return;
        }

        To(writer).WriteStartObject();
        foreach (var (name, value) in values)
        {
            writer.WritePropertyName(name);
            write(writer, value);
        }

        writer.WriteEndObject();
    }

    /// <summary>Writes a member of an object.</summary>
    /// <typeparam name="T">The member.</typeparam>
    /// <param name="writer">Takes the data.</param>
    /// <param name="name">Its name.</param>
    /// <param name="value">Its value.</param>
    /// <param name="write">Writes the value.</param>
    public static void WriteMember<T>(Utf8JsonWriter writer, string name, T value, Action<Utf8JsonWriter, T> write)
    {
        ArgumentNullException.ThrowIfNull(write);
        To(writer).WritePropertyName(name);
        write(writer, value);
    }

    private static void WriteNumber(Utf8JsonWriter writer, bool isNumber, string text)
    {
        if (isNumber)
        {
            To(writer).WriteRawValue(text, skipInputValidation: false);
        }
        else
        {
            To(writer).WriteStringValue(text);
        }
    }

    private static Utf8JsonWriter To(Utf8JsonWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        return writer;
    }
}
