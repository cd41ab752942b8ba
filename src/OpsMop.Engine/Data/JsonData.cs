using System.Text;
using System.Text.Json;

namespace OpsMop.Engine.Data;

/// <summary>Reads JSON that people and programs write.</summary>
public static class JsonData
{
    /// <summary>A text as data.</summary>
    /// <param name="value">The text.</param>
    public static JsonElement FromString(string value)
    {
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes($"\"{JsonEncodedText.Encode(value)}\""));
        return JsonElement.ParseValue(ref reader);
    }

    /// <summary>Reads a JSON text.</summary>
    /// <param name="utf8">The text; a byte order mark is passed over.</param>
    /// <param name="file">The file that it is from, for errors.</param>
    /// <exception cref="DataFileException">It is no JSON.</exception>
    public static JsonElement Parse(ReadOnlySpan<byte> utf8, string file)
    {
        if (utf8.StartsWith("\uFEFF"u8))
        {
            utf8 = utf8[3..];
        }

        try
        {
            var reader = new Utf8JsonReader(utf8);
            JsonElement element = JsonElement.ParseValue(ref reader);
            // ParseValue stops after the value; whatever follows must be white space, and Read says so.
            reader.Read();
            return element;
        }
        catch (JsonException exception)
        {
            string problem = exception.Message.Split(" LineNumber:")[0].Split(" Path:")[0];
            throw new DataFileException(file, (int)(exception.LineNumber ?? 0) + 1, (int)(exception.BytePositionInLine ?? 0) + 1, problem, exception);
        }
    }
}
