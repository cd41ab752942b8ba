using System.Text.Json;

namespace OpsMop.Engine.Json;

/// <summary>
/// Reads objects member by member. What every run says is read so: before it reads its first object, the serializer learns all the types that can be in it, which takes an agent as long as
/// all the rest of a run with nothing to do.
/// </summary>
internal static class JsonMembers
{
    /// <summary>Enters an object.</summary>
    /// <param name="reader">It stands at what should be the object.</param>
    /// <exception cref="JsonException">It is none.</exception>
    public static void Enter(this ref Utf8JsonReader reader) => Expect(ref reader, JsonTokenType.StartObject);

    /// <summary>Goes to the next member of an object.</summary>
    /// <param name="reader">It stands in the object, behind a value; then at the name.</param>
    /// <returns>Whether there is one.</returns>
    public static bool NextMember(this ref Utf8JsonReader reader) => Advance(ref reader) == JsonTokenType.PropertyName;

    /// <summary>Whether the value of the member is of this name, and if so goes to the value.</summary>
    /// <param name="reader">It stands at the name.</param>
    /// <param name="name">The name.</param>
    public static bool IsMember(this ref Utf8JsonReader reader, ReadOnlySpan<byte> name)
    {
        if (!reader.ValueTextEquals(name))
        {
            return false;
        }

        Advance(ref reader);
        return true;
    }

    /// <summary>Goes to the next element of an array.</summary>
    /// <param name="reader">It stands at the beginning of the array or behind an element; then at the element.</param>
    /// <returns>Whether there is one.</returns>
    public static bool NextElement(this ref Utf8JsonReader reader) => Advance(ref reader) != JsonTokenType.EndArray;

    /// <summary>Enters an array.</summary>
    /// <param name="reader">It stands at what should be the array.</param>
    /// <exception cref="JsonException">It is none.</exception>
    public static void EnterArray(this ref Utf8JsonReader reader) => Expect(ref reader, JsonTokenType.StartArray);

    /// <summary>A text.</summary>
    /// <param name="reader">It stands at the value.</param>
    /// <exception cref="JsonException">It is none.</exception>
    public static string Text(this ref Utf8JsonReader reader)
    {
        Expect(ref reader, JsonTokenType.String);
        return reader.GetString()!;
    }

    /// <summary>Texts.</summary>
    /// <param name="reader">It stands at the value.</param>
    /// <exception cref="JsonException">It is no array of texts.</exception>
    public static string[] Texts(this ref Utf8JsonReader reader)
    {
        reader.EnterArray();
        var texts = new List<string>();
        while (reader.NextElement())
        {
            texts.Add(reader.Text());
        }

        return [.. texts];
    }

    /// <summary>A whole number.</summary>
    /// <param name="reader">It stands at the value.</param>
    /// <exception cref="JsonException">It is none.</exception>
    public static int Number(this ref Utf8JsonReader reader) =>
        reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var number) ? number : throw new JsonException("A whole number was expected.");

    /// <summary>Yes or no.</summary>
    /// <param name="reader">It stands at the value.</param>
    /// <exception cref="JsonException">It is neither.</exception>
    public static bool Truth(this ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.True => true,
        JsonTokenType.False => false,
        _ => throw new JsonException("true or false was expected."),
    };

    private static JsonTokenType Advance(ref Utf8JsonReader reader) => reader.Read() ? reader.TokenType : throw new JsonException("The text ends in the middle.");

    private static void Expect(ref Utf8JsonReader reader, JsonTokenType kind)
    {
        if (reader.TokenType != kind)
        {
            throw new JsonException($"{kind} was expected where {reader.TokenType} is.");
        }
    }
}
