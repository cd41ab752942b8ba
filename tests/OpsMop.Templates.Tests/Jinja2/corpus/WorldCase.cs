using System.Text.Json;

namespace OpsMop.Templates.Corpus;

/// <summary>
/// A template as people write it for a program, with the values that it is rendered with: a folder of <c>Jinja2/world</c>. Where it is compiled, objects of its
/// values are records; the items of a list <c>children</c> are of the type that the list stands in.
/// </summary>
/// <param name="Name">The folder, and the name of the template in it.</param>
/// <param name="Case">The templates, the values and the options; the one that is rendered is <c>main</c>.</param>
/// <param name="Dictionaries">The paths of the objects whose keys are data: <c>sites.headers</c>, through lists; <c>.*</c> for the values of a dictionary.</param>
/// <param name="Absent">What the template may be given and is not, with its type: <c>site.index</c> and <c>string</c>.</param>
public sealed record WorldCase(string Name, CorpusCase Case, IReadOnlySet<string> Dictionaries, IReadOnlyDictionary<string, string> Absent)
{
    public static IReadOnlyList<WorldCase> All(string folder) => [.. Directory.GetDirectories(folder).Order(StringComparer.Ordinal).Select(Read)];

    /// <summary>The same case for Jinja2 itself, which does not know of Ansible's header line.</summary>
    public CorpusCase ForJinja2()
    {
        string main = Case.Templates[CorpusCase.Main];
        if (!main.StartsWith("#jinja2:", StringComparison.Ordinal))
        {
            return Case;
        }

        int end = main.IndexOf('\n', StringComparison.Ordinal);
        return Case with
        {
            TrimBlocks = main[..end].Contains(" trim_blocks: True", StringComparison.Ordinal) || Case.TrimBlocks,
            LstripBlocks = main[..end].Contains("lstrip_blocks: True", StringComparison.Ordinal) || Case.LstripBlocks,
            Templates = Case.Templates.ToDictionary(static one => one.Key, one => one.Key == CorpusCase.Main ? main[(end + 1)..] : one.Value),
        };
    }

    private static WorldCase Read(string folder)
    {
        string name = Path.GetFileName(folder);
        using var json = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "values.json")));
        JsonElement root = json.RootElement;
        JsonElement options = root.TryGetProperty("options", out JsonElement given) ? given : default;
        return new WorldCase(
            name,
            new CorpusCase
            {
                Name = name,
                Templates = Directory.GetFiles(folder, "*.j2").ToDictionary(file => Path.GetFileNameWithoutExtension(file) == name ? CorpusCase.Main : Path.GetFileName(file), File.ReadAllText),
                Values = root.GetProperty("values").GetRawText(),
                TrimBlocks = Has(options, "trim_blocks"),
                LstripBlocks = Has(options, "lstrip_blocks"),
            },
            root.TryGetProperty("dictionaries", out JsonElement paths) ? paths.EnumerateArray().Select(static path => path.GetString()!).ToHashSet(StringComparer.Ordinal) : [],
            root.TryGetProperty("absent", out JsonElement absent) ? absent.EnumerateObject().ToDictionary(static one => one.Name, static one => one.Value.GetString()!) : []);
    }

    private static bool Has(JsonElement options, string name) => options.ValueKind == JsonValueKind.Object && options.TryGetProperty(name, out JsonElement value) && value.GetBoolean();
}
