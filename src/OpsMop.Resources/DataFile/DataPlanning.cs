using System.Text.Encodings.Web;
using System.Text.Json;

namespace OpsMop;

/// <summary>Plans the values of files of data.</summary>
internal static class DataPlanning
{
    // Stands for a secret while its surroundings are written. Its signs are quoted in every language of data.
    private const string Secret = "\"{{opsmop: secret}}\"";

    /// <summary>Reports what attributes cannot say.</summary>
    /// <param name="want">The resource.</param>
    /// <param name="validation">Takes the reports.</param>
    public static void Validate(IHoldsData want, Validation validation)
    {
        var steps = DataStep.Parse(want.At ?? "", out var error);
        if (steps.Count == 0 && want.At is { Length: > 0 })
        {
            validation.Report("OPM2004", nameof(want.At), $"{want.At} is no path of a value: {error}.");
        }
        else if (want.Absent && steps is [.., { Name: null }])
        {
            validation.Report("OPM2004", nameof(want.Absent), $"{want.At} is an item of a list: each run would take away the one that has come into its place. Name its text with .Lacks(…), or give the list with .Raw(…).");
        }

        if (want is { Value: null, Number: null, Flag: null, Null: false, Raw: null, Absent: false, Contains: not { Count: > 0 }, Lacks: not { Count: > 0 } })
        {
            validation.Report("OPM2002", null, "one of Value, Number, Flag, Null, Raw, Contains, Lacks, Absent is required.");
        }

        try
        {
            using var raw = want.Raw is null ? null : JsonDocument.Parse(want.Raw);
        }
        catch (JsonException fault)
        {
            validation.Report("OPM2004", nameof(want.Raw), $"Raw is no JSON: {fault.Message}");
        }
    }

    /// <summary>Plans one value.</summary>
    /// <param name="want">The resource.</param>
    /// <param name="format">The language of the file.</param>
    /// <param name="plan">Takes the change.</param>
    /// <param name="cancel">Cancels the questions.</param>
    public static async ValueTask PlanAsync(IHoldsData want, DataFormat format, Plan plan, CancellationToken cancel)
    {
        var file = await FilePart.OpenAsync(want, plan, want.Absent, cancel).ConfigureAwait(false);
        var text = string.IsNullOrWhiteSpace(file.Text) ? format.Empty : file.Text;
        var steps = DataStep.Parse(want.At, out _);
        string after;
        try
        {
            after = Change(want, format, text, steps);
        }
        catch (FormatException fault)
        {
            throw new ProviderException($"{file.Path}{fault.Message}", fault);
        }

        if (want.Absent ? after == text : after == text && file.Exists)
        {
            return;
        }

        var from = Shown(Find(format.Parse(text), steps), text);
        var result = (Text)after;
        if (want.Value is { IsSecret: true } secret)
        {
            // Once: what was there before is not shown, since it may be the secret of yesterday.
            var at = after.IndexOf(Secret, StringComparison.Ordinal);
            var literal = Quote(secret.Reveal());
            result = (Text)after[..at] + Text.WithSecrets(literal, [(1, literal.Length - 2)], secret.Error) + after[(at + Secret.Length)..];
            from = null;
        }

        var to = want.Absent ? null : want.Value is { IsSecret: true } ? "***" : Shown(Find(format.Parse(after), steps), after);
        var action = want.Absent ? "delete" : from is null && want.Value is not { IsSecret: true } ? "insert" : "set";
        await FilePart.SaveAsync(want, plan, file, result, new Edit(action, from, to), cancel).ConfigureAwait(false);
    }

    private static string Change(IHoldsData want, DataFormat format, string text, IReadOnlyList<DataStep> steps)
    {
        if (want.Absent)
        {
            return Remove(format, text, steps);
        }

        if (want.Contains is null && want.Lacks is null)
        {
            var json = want switch
            {
                { Value: { IsSecret: true } secret } => Find(format.Parse(text), steps) is { } have && have.Is(Parse(Quote(secret.Reveal()))) ? null : Secret,
                { Value: { } value } => Quote(value.Reveal()),
                { Number: { } number } => number.ToString(System.Globalization.CultureInfo.InvariantCulture),
                { Flag: { } flag } => flag ? "true" : "false",
                { Raw: { } raw } => raw,
                _ => "null",
            };
            return json is null ? text : Set(format, text, steps, Parse(json));
        }

        foreach (var item in want.Contains ?? [])
        {
            var value = Parse(Quote(item));
            var list = Find(format.Parse(text), steps);
            if (list is null || !list.Children.Exists(child => child.Node.Is(value)))
            {
                text = Set(format, text, [.. steps, new DataStep(null, list?.Children.Count ?? 0)], value);
            }
        }

        foreach (var item in want.Lacks ?? [])
        {
            var value = Parse(Quote(item));
            while (Find(format.Parse(text), steps) is { Kind: JsonValueKind.Array } list && list.Children.FindIndex(child => child.Node.Is(value)) is >= 0 and var index)
            {
                text = Remove(format, text, [.. steps, new DataStep(null, index)]);
            }
        }

        return text;
    }

    private static string Set(DataFormat format, string text, IReadOnlyList<DataStep> steps, JsonElement value)
    {
        var (node, parent) = (format.Parse(text), (DataChild?)null);
        for (var i = 0; ; i++)
        {
            if (i == steps.Count)
            {
                return node.Is(value) ? text : Proven(format, Splice.Apply(text, format.Replace(text, parent, node, value)), steps, value);
            }

            // Nothing is there yet, though its place is: it becomes what the path needs.
            if (node.Kind == JsonValueKind.Null)
            {
                return Proven(format, Splice.Apply(text, format.Replace(text, parent, node, Wrapped(steps, i, value))), steps, value);
            }

            Require(node, steps, i);
            var at = node.Find(steps[i]);
            if (at < 0)
            {
                if (steps[i].Name is null && steps[i].Index > node.Children.Count)
                {
                    throw new FormatException($": {Path(steps, i + 1)} is not there, and the list has {node.Children.Count} items. The next one is [{node.Children.Count}].");
                }

                return Proven(format, Splice.Apply(text, format.Add(text, parent, node, steps[i].Name, Wrapped(steps, i + 1, value))), steps, value);
            }

            (parent, node) = (node.Children[at], node.Children[at].Node);
        }
    }

    private static string Remove(DataFormat format, string text, IReadOnlyList<DataStep> steps)
    {
        var (node, parent) = (format.Parse(text), (DataChild?)null);
        for (var i = 0; ; i++)
        {
            if (node.Kind == JsonValueKind.Null)
            {
                return text;
            }

            Require(node, steps, i);
            var at = node.Find(steps[i]);
            if (at < 0)
            {
                return text;
            }

            if (i == steps.Count - 1)
            {
                var count = node.Children.Count;
                var after = Splice.Apply(text, format.Remove(text, parent, node, at));
                return Find(format.Parse(after), steps.Take(i).ToList()) is { } rest && rest.Children.Count == count - 1 ? after : throw Unsafe(steps);
            }

            (parent, node) = (node.Children[at], node.Children[at].Node);
        }
    }

    private static DataNode? Find(DataNode root, IReadOnlyList<DataStep> steps)
    {
        var node = root;
        foreach (var step in steps)
        {
            if (!node.IsContainer || (step.Name is null) != (node.Kind == JsonValueKind.Array) || node.Find(step) is not (>= 0 and var at))
            {
                return null;
            }

            node = node.Children[at].Node;
        }

        return node;
    }

    // What was put in is read again: a file that is written in a way that nobody has thought of is rather left as it is.
    private static string Proven(DataFormat format, string after, IReadOnlyList<DataStep> steps, JsonElement value)
    {
        try
        {
            return Find(format.Parse(after), steps) is { } node && node.Is(value) ? after : throw Unsafe(steps);
        }
        catch (FormatException)
        {
            throw Unsafe(steps);
        }
    }

    private static FormatException Unsafe(IReadOnlyList<DataStep> steps) =>
        new($": {Path(steps, steps.Count)} cannot be changed without touching something else, such as what an anchor names. Nothing is changed. Edit the file, or declare it whole with host.File(…).");

    private static void Require(DataNode node, IReadOnlyList<DataStep> steps, int i)
    {
        if (node.Kind != (steps[i].Name is null ? JsonValueKind.Array : JsonValueKind.Object))
        {
            var what = node.Kind switch { JsonValueKind.Object => "an object", JsonValueKind.Array => "a list", _ => "a single value" };
            throw new FormatException($": {(i == 0 ? "the whole" : Path(steps, i))} is {what}, so that it has no {steps[i]}. Correct the path.");
        }
    }

    private static JsonElement Wrapped(IReadOnlyList<DataStep> steps, int from, JsonElement value)
    {
        var json = value.GetRawText();
        for (var i = steps.Count - 1; i >= from; i--)
        {
            json = steps[i] switch
            {
                { Name: { } name } => $"{{{Quote(name)}:{json}}}",
                { Index: 0 } => $"[{json}]",
                _ => throw new FormatException($": {Path(steps, i)} is not there, so that its first item is [0]. Correct the path."),
            };
        }

        return Parse(json);
    }

    private static string Path(IReadOnlyList<DataStep> steps, int count) => string.Join('.', steps.Take(count)).Replace(".[", "[", StringComparison.Ordinal);

    private static string? Shown(DataNode? node, string text) => node switch
    {
        null => null,
        { IsContainer: false } => node.Json,
        { IsFlow: true } when node.End - node.Start < 60 && !text.AsSpan(node.Start, node.End - node.Start).Contains('\n') => text[node.Start..node.End],
        _ => node.Kind == JsonValueKind.Array ? $"a list of {node.Children.Count}" : $"an object of {node.Children.Count}",
    };

    private static JsonElement Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }

    private static string Quote(string value) => $"\"{JsonEncodedText.Encode(value, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"";
}
