using System.Buffers;
using System.Text.Json;

namespace OpsMop.Engine.Distribution;

/// <summary>The values of a role's variables as data, one by one.</summary>
internal sealed class VariableValues
{
    private readonly List<(Variable Variable, byte[] Value)> _values = [];

    private VariableValues()
    {
    }

    /// <summary>The values, in the order of the variables.</summary>
    public IReadOnlyList<(Variable Variable, byte[] Value)> All => _values;

    /// <summary>Writes the values of a role.</summary>
    /// <param name="role">The role.</param>
    /// <exception cref="VariableException">A value is none of its type. Its path begins with the variable.</exception>
    public static VariableValues Of(RoleBase role)
    {
        var values = new VariableValues();
        var buffer = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { MaxDepth = DistributionJson.MaxDepth });
        foreach (var variable in role.Variables)
        {
            buffer.Clear();
            writer.Reset(buffer);
            try
            {
                variable.Write(role, writer);
            }
            catch (VariableException exception)
            {
                throw new VariableException(variable.Name + exception.Path, exception.Message);
            }
            catch (ArgumentException exception)
            {
                throw new VariableException(variable.Name, $"it is no text that can be sent: {exception.Message}");
            }

            writer.Flush();
            values._values.Add((variable, buffer.WrittenSpan.ToArray()));
        }

        return values;
    }

    /// <summary>The values as one object.</summary>
    /// <param name="skip">Which values are left out.</param>
    public JsonElement ToJson(Func<int, bool> skip)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { MaxDepth = DistributionJson.MaxDepth }))
        {
            writer.WriteStartObject();
            for (var i = 0; i < _values.Count; i++)
            {
                if (!skip(i))
                {
                    writer.WritePropertyName(_values[i].Variable.Name);
                    writer.WriteRawValue(_values[i].Value, skipInputValidation: true);
                }
            }

            writer.WriteEndObject();
        }

        var reader = new Utf8JsonReader(buffer.WrittenSpan, new JsonReaderOptions { MaxDepth = DistributionJson.MaxDepth });
        return JsonElement.ParseValue(ref reader);
    }

    /// <summary>Whether a value is the same in another role of the class.</summary>
    public bool IsSame(VariableValues other, int index) => _values[index].Value.AsSpan().SequenceEqual(other._values[index].Value);

    public bool IsNull(int index) => _values[index].Value.AsSpan().SequenceEqual("null"u8);
}
