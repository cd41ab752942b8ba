using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace OpsMop;

/// <summary>What a server answered.</summary>
/// <param name="Status">The status, such as 200.</param>
/// <param name="Body">The body as text.</param>
/// <param name="Location">Where a redirection leads.</param>
internal sealed record HttpAnswer(int Status, string Body, string? Location)
{
    /// <summary>How long a pattern may take: one that takes longer is badly made.</summary>
    public static readonly TimeSpan PatternLimit = TimeSpan.FromSeconds(5);

    /// <summary>Reports a pattern that is none (OPM2004).</summary>
    /// <param name="validation">Takes the report.</param>
    /// <param name="property">The property.</param>
    /// <param name="pattern">The pattern.</param>
    public static void ValidatePattern(Validation validation, string property, string? pattern)
    {
        try
        {
            _ = pattern is null ? null : new Regex(pattern);
        }
        catch (ArgumentException fault)
        {
            validation.Report("OPM2004", property, $"{property} is no regular expression: {fault.Message}");
        }
    }

    /// <summary>What is wrong with the answer; <see langword="null"/> if it is as it should be.</summary>
    /// <param name="statuses">The statuses that are right; <see langword="null"/> for 200 to 299.</param>
    /// <param name="pattern">The regular expression that must match in the body; <see langword="null"/> for any.</param>
    /// <param name="json">The values that must stand in the body, by their paths; <see langword="null"/> for any.</param>
    public string? FaultFor(IReadOnlyList<int>? statuses, string? pattern, IReadOnlyDictionary<string, string>? json)
    {
        if (statuses is { Count: > 0 } ? !statuses.Contains(Status) : Status is < 200 or > 299)
        {
            return $"it answers {Status.ToString(CultureInfo.InvariantCulture)}{(Location is null ? "" : $" and points to {Location}: give that address if it is the right one")}";
        }

        if (pattern is not null && !Regex.IsMatch(Body, pattern, RegexOptions.Multiline, PatternLimit))
        {
            return $"what it answers does not have {pattern}";
        }

        return json is { Count: > 0 } ? JsonFault(json) : null;
    }

    private string? JsonFault(IReadOnlyDictionary<string, string> json)
    {
        try
        {
            using var document = JsonDocument.Parse(Body);
            foreach (var (path, wanted) in json)
            {
                var have = Find(document.RootElement, path);
                if (have != wanted)
                {
                    return $"{path} is {have ?? "not there"}, not {wanted}";
                }
            }

            return null;
        }
        catch (JsonException)
        {
            return "what it answers is no JSON";
        }
    }

    /// <summary>A value by its path, such as <c>nodes.0.state</c>: a number is the place in a list.</summary>
    private static string? Find(JsonElement value, string path)
    {
        foreach (var step in path.Split('.'))
        {
            switch (value.ValueKind)
            {
                case JsonValueKind.Object when value.TryGetProperty(step, out var member):
                    value = member;
                    break;
                case JsonValueKind.Array when int.TryParse(step, NumberStyles.None, CultureInfo.InvariantCulture, out var place) && place < value.GetArrayLength():
                    value = value[place];
                    break;
                default:
                    return null;
            }
        }

        return value.ValueKind switch
        {
            JsonValueKind.String => value.GetString(),
            JsonValueKind.True => "true",
            JsonValueKind.False => "false",
            _ => value.GetRawText(),
        };
    }
}
