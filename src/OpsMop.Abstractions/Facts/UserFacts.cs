using System.Text.Json;

namespace OpsMop;

/// <summary>
/// What a host says of itself in <c>/etc/opsmop/facts.d</c> and, for the user who runs the agent, <c>~/.opsmop/facts.d</c>: JSON and YAML files, and executables
/// that print JSON. Each file is one fact, named after it without its ending; the user's own win.
/// </summary>
/// <param name="facts">The facts by name.</param>
public sealed class UserFacts(IReadOnlyDictionary<string, JsonElement> facts)
{
    /// <summary>The facts by name.</summary>
    public IReadOnlyDictionary<string, JsonElement> All { get; } = facts;

    /// <summary>A fact, by a path of names joined by dots: <c>rack.row</c>; <see langword="null"/> where the host does not state it.</summary>
    /// <param name="path">The path.</param>
    public JsonElement? this[string path]
    {
        get
        {
            var names = path.Split('.');
            if (!All.TryGetValue(names[0], out var element))
            {
                return null;
            }

            foreach (var name in names.Skip(1))
            {
                if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(name, out element))
                {
                    return null;
                }
            }

            return element;
        }
    }

    /// <summary>A fact as text; <paramref name="fallback"/> where the host does not state it or states no scalar.</summary>
    /// <param name="path">The path, as in the indexer.</param>
    /// <param name="fallback">What stands where nothing is stated.</param>
    public string Text(string path, string fallback = "") => this[path] switch
    {
        { ValueKind: JsonValueKind.String } text => text.GetString()!,
        { ValueKind: JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False } scalar => scalar.GetRawText(),
        _ => fallback,
    };

    /// <summary>A fact as a whole number; <paramref name="fallback"/> where the host does not state one.</summary>
    /// <param name="path">The path, as in the indexer.</param>
    /// <param name="fallback">What stands where nothing is stated.</param>
    public long Number(string path, long fallback = 0) =>
        this[path] is { ValueKind: JsonValueKind.Number } number && number.TryGetInt64(out var value) ? value : fallback;

    /// <summary>A fact as yes or no; <paramref name="fallback"/> where the host does not state it.</summary>
    /// <param name="path">The path, as in the indexer.</param>
    /// <param name="fallback">What stands where nothing is stated.</param>
    public bool Flag(string path, bool fallback = false) => this[path] switch
    {
        { ValueKind: JsonValueKind.True } => true,
        { ValueKind: JsonValueKind.False } => false,
        _ => fallback,
    };
}
