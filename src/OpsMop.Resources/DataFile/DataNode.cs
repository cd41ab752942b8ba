using System.Text.Json;

namespace OpsMop;

/// <summary>A value of a file of data, and where it stands in the text.</summary>
/// <param name="Kind">An object, an array, or a scalar of any kind.</param>
/// <param name="Start">Where it begins.</param>
/// <param name="End">Where it ends.</param>
internal sealed record DataNode(JsonValueKind Kind, int Start, int End)
{
    /// <summary>A scalar as JSON writes it.</summary>
    public string Json { get; init; } = "null";

    /// <summary>The quote that a scalar stands in; none for one without.</summary>
    public char Quote { get; init; }

    /// <summary>Whether braces, brackets or quotes end it, and not the indentation of lines.</summary>
    public bool IsFlow { get; init; } = true;

    /// <summary>What is in an object or array.</summary>
    public List<DataChild> Children { get; } = [];

    /// <summary>Whether it is an object or array.</summary>
    public bool IsContainer => Kind is JsonValueKind.Object or JsonValueKind.Array;

    /// <summary>Which child a step leads to; -1 for none.</summary>
    /// <param name="step">The step, of the kind that the container has.</param>
    public int Find(DataStep step) => step.Name is { } name ? Children.FindLastIndex(child => child.Name == name) : step.Index < Children.Count ? step.Index : -1;

    /// <summary>Whether it is the same value.</summary>
    /// <param name="value">The other.</param>
    public bool Is(JsonElement value)
    {
        if (Kind != value.ValueKind)
        {
            return false;
        }

        switch (Kind)
        {
            case JsonValueKind.Object:
                var count = 0;
                foreach (var member in value.EnumerateObject())
                {
                    count++;
                    if (Find(new DataStep(member.Name, 0)) is not (>= 0 and var at) || !Children[at].Node.Is(member.Value))
                    {
                        return false;
                    }
                }

                return count == Children.Count;
            case JsonValueKind.Array:
                return Children.Count == value.GetArrayLength() && Children.Zip(value.EnumerateArray()).All(pair => pair.First.Node.Is(pair.Second));
            default:
                using (var own = JsonDocument.Parse(Json))
                {
                    return JsonElement.DeepEquals(own.RootElement, value);
                }
        }
    }
}
