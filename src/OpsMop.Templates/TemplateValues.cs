using System.Collections;
using System.Text.Json;
using OpsMop.Templates;
using OpsMop.Templates.Interpreter;

namespace OpsMop;

/// <summary>What the names of a template mean: <c>new TemplateValues { ["port"] = 80 }</c>.</summary>
public sealed class TemplateValues : IEnumerable<KeyValuePair<string, Value>>
{
    private readonly Dictionary<string, Value> _values = new(StringComparer.Ordinal);

    /// <summary>No names yet.</summary>
    public TemplateValues()
    {
    }

    private TemplateValues(TemplateValues other) => _values = new Dictionary<string, Value>(other._values, StringComparer.Ordinal);

    /// <summary>The names.</summary>
    public IReadOnlyCollection<string> Names => _values.Keys;

    /// <summary>
    /// What a name means: a string, a number, a truth value, a <see cref="Text"/>, a <see cref="Secret"/>, a date, an enumeration, JSON, a dictionary, a
    /// sequence, <see langword="null"/> for <c>none</c>. Objects of other kinds are refused: make a dictionary of them.
    /// </summary>
    /// <param name="name">The name.</param>
    /// <exception cref="ArgumentException">The value is of another kind.</exception>
    public object? this[string name]
    {
        set
        {
            ArgumentException.ThrowIfNullOrEmpty(name);
            _values[name] = Value.Of(value);
        }
    }

    /// <summary>The values of a dictionary.</summary>
    /// <param name="values">The dictionary.</param>
    public static implicit operator TemplateValues(Dictionary<string, object?> values) => FromDictionary(values);

    /// <summary>The values of a dictionary.</summary>
    /// <param name="values">The dictionary.</param>
    public static TemplateValues FromDictionary(IEnumerable<KeyValuePair<string, object?>> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        var made = new TemplateValues();
        foreach ((string name, object? value) in values)
        {
            made[name] = value;
        }

        return made;
    }

    /// <summary>The members of a JSON object.</summary>
    /// <param name="json">The object.</param>
    /// <exception cref="ArgumentException">It is none.</exception>
    public static TemplateValues FromJson(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            throw new ArgumentException(
                $"The values of a template are a JSON object with a member for each name; this is of kind {json.ValueKind}.", nameof(json));
        }

        var made = new TemplateValues();
        foreach (JsonProperty member in json.EnumerateObject())
        {
            made._values[member.Name] = Value.Of(member.Value);
        }

        return made;
    }

    /// <summary>The members of a JSON object.</summary>
    /// <param name="text">The JSON.</param>
    /// <exception cref="JsonException">It is no JSON.</exception>
    /// <exception cref="ArgumentException">It is no object.</exception>
    public static TemplateValues FromJson(string text)
    {
        using JsonDocument document = JsonDocument.Parse(text);
        return FromJson(document.RootElement);
    }

    /// <summary>
    /// The keys of a YAML mapping. Scalars are read by the core schema of YAML 1.2: <c>true</c> and numbers are what they look like, <c>yes</c> is text.
    /// </summary>
    /// <param name="text">The YAML.</param>
    /// <param name="path">What it is named in messages.</param>
    /// <exception cref="TemplateException">It is no YAML, or no mapping.</exception>
    public static TemplateValues FromYaml(string text, string path = "<yaml>")
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(path);
        var made = new TemplateValues();
        foreach ((string name, Value value) in new YamlValues(text, path).Read())
        {
            made._values[name] = value;
        }

        return made;
    }

    /// <summary>
    /// What is known of a host: <c>name</c>, <c>groups</c>, <c>platform</c>, <c>network</c> and more. What a template does not read is not looked up.
    /// </summary>
    /// <param name="host">The host.</param>
    public static TemplateValues Of(HostContext host)
    {
        ArgumentNullException.ThrowIfNull(host);
        return Of(host.Name, host.Groups, host.Info.Facts);
    }

    internal static TemplateValues Of(string hostName, IReadOnlyList<string> groups, IFacts facts)
    {
        var made = new TemplateValues();
        HostShape.AddTo(made._values, hostName, groups, facts);
        return made;
    }

    /// <summary>These values and one more, or another for a name.</summary>
    /// <param name="name">The name.</param>
    /// <param name="value">What it means.</param>
    public TemplateValues With(string name, object? value)
    {
        var made = new TemplateValues(this);
        made[name] = value;
        return made;
    }

    /// <summary>These values and others; the others win.</summary>
    /// <param name="others">The others.</param>
    public TemplateValues And(TemplateValues others)
    {
        ArgumentNullException.ThrowIfNull(others);
        var made = new TemplateValues(this);
        foreach ((string name, Value value) in others._values)
        {
            made._values[name] = value;
        }

        return made;
    }

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, Value>> GetEnumerator() => _values.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal bool TryGet(string name, out Value value) => _values.TryGetValue(name, out value);
}
