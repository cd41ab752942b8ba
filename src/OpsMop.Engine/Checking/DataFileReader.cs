using System.Globalization;
using System.Text.Json;
using OpsMop.Engine.Data;
using OpsMop.Engine.Facts;
using OpsMop.Engine.Variables;
using OpsMop.Parsing;

namespace OpsMop.Engine.Checking;

/// <summary>Reads the data files and the example hosts of a model check. What is wrong with one is a finding at its line.</summary>
/// <param name="findings">Takes what is wrong.</param>
internal sealed class DataFileReader(List<Finding> findings)
{
    private const string Unreadable = "OPM6006";

    private static readonly string[] s_hostKeys = ["name", "groups", "target", "platform", "variables"];

    /// <summary>What a file may say of a platform, and how it is put in place.</summary>
    private static readonly Dictionary<string, Func<PlatformFacts, JsonElement, PlatformFacts?>> s_platformKeys = new(StringComparer.Ordinal)
    {
        ["version"] = WithText((facts, text) => facts with { Version = text }),
        ["codename"] = WithText((facts, text) => facts with { Codename = text }),
        ["architecture"] = WithText((facts, text) => facts with { Architecture = text }),
        ["kernel"] = WithText((facts, text) => facts with { Kernel = text }),
        ["package-manager"] = WithText((facts, text) => facts with { PackageManager = text, Families = Exchange(facts, facts.PackageManager, text) }),
        ["service-manager"] = WithText((facts, text) => facts with { ServiceManager = text, Families = Exchange(facts, facts.ServiceManager, text) }),
        ["processors"] = WithNumber((facts, number) => number <= int.MaxValue ? facts with { Processors = (int)number } : null),
        ["memory"] = WithNumber((facts, number) => facts with { Memory = number }),
    };

    /// <summary>The data of an environment; <see langword="null"/> if the file cannot be understood.</summary>
    /// <param name="file">The file; its name without the ending is that of the environment.</param>
    public VariableLayer? Environment(string file)
    {
        if (Read(file, "A data file names roles, with their variables below them, and variables of the policy.") is not { } data)
        {
            return null;
        }

        return new VariableLayer(VariableLayerKind.Environment, $"environment {Path.GetFileNameWithoutExtension(file)}", file, data.Root, data.Lines);
    }

    /// <summary>An example host; <see langword="null"/> if the file cannot be understood.</summary>
    /// <param name="file">The file; its name without the ending is that of the host, unless it says another.</param>
    public ExampleHost? Host(string file)
    {
        if (Read(file, "An example host is described by name, groups, target, platform and variables; all of them may be left out.") is not { } data)
        {
            return null;
        }

        var found = findings.Count;
        var name = Path.GetFileNameWithoutExtension(file);
        IReadOnlyList<string>? groups = null;
        string? target = null;
        VariableLayer? variables = null;
        var changes = new List<Func<PlatformFacts, PlatformFacts>>();
        foreach (var member in Members(data.Root))
        {
            var at = new SourceLocation(file, data.LineOf(member.Name));
            switch (member.Name)
            {
                case "name":
                    name = Text(member.Value) is { Length: > 0 } text ? text : Wrong(at, "name", "text") ?? name;
                    break;
                case "groups":
                    groups = member.Value.ValueKind == JsonValueKind.Array && member.Value.EnumerateArray().All(item => Text(item) is { Length: > 0 })
                        ? [.. member.Value.EnumerateArray().Select(item => Text(item)!)]
                        : Wrong<IReadOnlyList<string>>(at, "groups", "a list of names");
                    break;
                case "target":
                    target = Text(member.Value) ?? Wrong(at, "target", "the name of a platform");
                    if (target is not null && KnownPlatforms.Find(target) is null)
                    {
                        findings.Add(UnknownTarget(target, at, "target"));
                    }

                    break;
                case "platform" when member.Value.ValueKind is JsonValueKind.Object or JsonValueKind.Null:
                    ReadPlatform(member.Value, key => new SourceLocation(file, data.LineOf($"platform.{key}")), changes);
                    break;
                case "platform":
                    Wrong(at, "platform", "facts by their names");
                    break;
                case "variables" when member.Value.ValueKind is JsonValueKind.Object or JsonValueKind.Null:
                    variables = new VariableLayer(VariableLayerKind.Host, "", file, member.Value, LinesBelow(data, "variables."));
                    break;
                case "variables":
                    Wrong(at, "variables", "roles, with their variables below them");
                    break;
                default:
                    findings.Add(new Finding("OPM6002", at, $"An example host has no '{member.Name}'.{Hint(member.Name, s_hostKeys)}"));
                    break;
            }
        }

        // The variables are named last, as the name may stand below them.
        return findings.Count > found
            ? null
            : new ExampleHost(file, name, groups, target, Adjust, variables is null ? null : variables with { Name = $"host {name}" });

        PlatformFacts Adjust(PlatformFacts facts) => changes.Aggregate(facts, static (changed, change) => change(changed));
    }

    /// <summary>A target that nobody knows (OPM2012).</summary>
    /// <param name="name">The name.</param>
    /// <param name="at">Who named it.</param>
    /// <param name="where">What it is the value of.</param>
    public static Finding UnknownTarget(string name, SourceLocation at, string where) => new("OPM2012", at, PlatformFamilies.Unknown(where, name));

    private static Dictionary<string, int> LinesBelow(YamlData data, string path) =>
        data.Lines.Where(line => line.Key.StartsWith(path, StringComparison.Ordinal)).ToDictionary(line => line.Key[path.Length..], line => line.Value);

    private static IEnumerable<JsonProperty> Members(JsonElement root) => root.ValueKind == JsonValueKind.Object ? root.EnumerateObject() : [];

    private static string? Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),

        // version: 12 is meant as it is written.
        JsonValueKind.Number => value.GetRawText(),
        _ => null,
    };

    private static Func<PlatformFacts, JsonElement, PlatformFacts?> WithText(Func<PlatformFacts, string, PlatformFacts> change) =>
        (facts, value) => Text(value) is { } text ? change(facts, text) : null;

    private static Func<PlatformFacts, JsonElement, PlatformFacts?> WithNumber(Func<PlatformFacts, long, PlatformFacts?> change) =>
        (facts, value) => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) && number >= 0 ? change(facts, number) : null;

    private static string Hint(string wrong, IEnumerable<string> known) =>
        Suggestion.DidYouMean(wrong, known) is { Length: > 0 } hint ? hint : $" It has {string.Join(", ", known)}.";

    private static IReadOnlyList<string> Exchange(PlatformFacts facts, string old, string now) =>
        [.. facts.Families.Select(family => family == old ? now : family).Append(now).Where(family => family.Length > 0).Distinct()];

    private void ReadPlatform(JsonElement platform, Func<string, SourceLocation> placeOf, List<Func<PlatformFacts, PlatformFacts>> changes)
    {
        var sample = KnownPlatforms.Find(KnownPlatforms.Typical)!;
        foreach (var member in Members(platform))
        {
            if (!s_platformKeys.TryGetValue(member.Name, out var change))
            {
                findings.Add(new Finding(
                    "OPM6002",
                    placeOf(member.Name),
                    $"The platform of an example host has no '{member.Name}'.{Hint(member.Name, s_platformKeys.Keys)}"));
            }
            else if (change(sample, member.Value) is null)
            {
                Wrong(placeOf(member.Name), member.Name, member.Name is "processors" or "memory" ? "a whole number" : "text");
            }
            else
            {
                changes.Add(facts => change(facts, member.Value)!);
            }
        }
    }

    private string? Wrong(SourceLocation at, string key, string expected) => Wrong<string>(at, key, expected);

    private T? Wrong<T>(SourceLocation at, string key, string expected)
        where T : class
    {
        findings.Add(new Finding("OPM6004", at, string.Create(CultureInfo.InvariantCulture, $"{key}: expected: {expected}.")));
        return null;
    }

    private YamlData? Read(string file, string expected)
    {
        try
        {
            var data = YamlData.Parse(File.ReadAllText(file), file);
            if (data.Root.ValueKind is JsonValueKind.Object or JsonValueKind.Null)
            {
                return data;
            }

            findings.Add(new Finding(Unreadable, new SourceLocation(file, 1), expected));
        }
        catch (DataFileException exception)
        {
            findings.Add(new Finding(Unreadable, new SourceLocation(file, exception.Line), exception.Problem));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            findings.Add(new Finding(Unreadable, new SourceLocation(file, 0), $"The data file cannot be read: {exception.Message}"));
        }

        return null;
    }
}
