using System.Globalization;

namespace OpsMop;

/// <summary>The alternatives of a name; what is observed under <c>alternatives:NAME</c>.</summary>
/// <param name="Link">The link that leads to it.</param>
/// <param name="IsAutomatic">Whether the one with the highest priority is taken.</param>
/// <param name="Value">What it stands for; <see langword="null"/> for nothing.</param>
/// <param name="Choices">What it can stand for: path, priority, and what each slave then stands for.</param>
/// <param name="SlaveLinks">The links of the slaves, by name.</param>
internal sealed record AlternativesGroup(
    string Link,
    bool IsAutomatic,
    string? Value,
    IReadOnlyDictionary<string, (int Priority, IReadOnlyDictionary<string, string> Slaves)> Choices,
    IReadOnlyDictionary<string, string> SlaveLinks)
{
    /// <summary>The key under which they are known.</summary>
    /// <param name="name">The name.</param>
    public static string Key(string name) => "alternatives:" + name;

    /// <summary>Reads what <c>update-alternatives --query</c> says.</summary>
    /// <param name="output">Its output.</param>
    public static AlternativesGroup Parse(string output)
    {
        var choices = new Dictionary<string, (int Priority, IReadOnlyDictionary<string, string> Slaves)>();
        var links = new Dictionary<string, string>();
        string link = "", status = "";
        string? value = null, path = null;
        var slaves = links;
        foreach (var line in output.Split('\n'))
        {
            if (line is [' ', .. var pair] && pair.Split(' ', 2) is [var name, var target])
            {
                slaves[name] = target;
                continue;
            }

            var end = line.IndexOf(':', StringComparison.Ordinal);
            var text = end < 0 ? "" : line[(end + 1)..].Trim();
            switch (end < 0 ? "" : line[..end])
            {
                case "Link":
                    link = text;
                    break;
                case "Status":
                    status = text;
                    break;
                case "Value":
                    value = text == "none" ? null : text;
                    break;
                case "Alternative":
                    path = text;
                    slaves = [];
                    break;
                case "Priority" when path is not null:
                    choices[path] = (int.Parse(text, CultureInfo.InvariantCulture), slaves);
                    break;
            }
        }

        return new AlternativesGroup(link, status == "auto", value, choices, links);
    }

    /// <summary>Whether an alternative is registered as it should be.</summary>
    /// <param name="want">As it should be.</param>
    public bool Has(AlternativesResource want) =>
        Choices.TryGetValue(want.Path.Value, out var have)
        && (!want.Link.IsGiven
            || (have.Priority == want.Priority && Link == want.Link.Value && have.Slaves.Count == want.Slaves.Count
                && want.Slaves.All(slave => have.Slaves.GetValueOrDefault(slave.Name) == slave.Path.Value
                    && SlaveLinks.GetValueOrDefault(slave.Name) == slave.Link.Value)));
}
