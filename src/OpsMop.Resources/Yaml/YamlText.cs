using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace OpsMop;

/// <summary>YAML, one document.</summary>
internal sealed partial class YamlText : DataFormat
{
    private const int MaxDepth = 200;

    private YamlText()
    {
    }

    /// <summary>The one there is.</summary>
    public static YamlText Format { get; } = new();

    /// <inheritdoc/>
    public override string Empty => "{}\n";

    /// <inheritdoc/>
    public override DataNode Parse(string text)
    {
        var parser = new Parser(new StringReader(text));
        try
        {
            parser.Consume<StreamStart>();
            if (!parser.TryConsume<DocumentStart>(out _))
            {
                return new DataNode(JsonValueKind.Null, text.Length, text.Length) { IsFlow = false };
            }

            var root = ReadNode(parser, text, [], 0);
            parser.Consume<DocumentEnd>();
            return parser.Accept<DocumentStart>(out var second)
                ? throw new FormatException($"({second.Start.Line}): this begins a second document, and nobody can tell which of them is meant. Declare the file whole with host.File(…).")
                : root;
        }
        catch (YamlException fault)
        {
            throw new FormatException($"({fault.Start.Line}): this is no YAML. {(fault.InnerException ?? fault).Message} Mend it, or declare the file whole with host.File(…).", fault);
        }
    }

    /// <inheritdoc/>
    public override IEnumerable<Splice> Replace(string text, DataChild? container, DataNode node, JsonElement value)
    {
        if (node is { IsFlow: true, IsContainer: true } || (node.IsFlow && value.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array)) || InFlow(text, container))
        {
            return [new Splice(node.Start, node.End - node.Start, (node.Start == node.End ? " " : "") + Flow(value, node.Quote))];
        }

        // From behind the name: what comes may begin in that line or in the next.
        if (container is null)
        {
            // A file without any value has only comments, and ends with what is new.
            var isNothing = node.Start == text.Length;
            var whole = Block(value, "", NewLine(text), Unit(text))[NewLine(text).Length..];
            return [new Splice(node.Start, node.End - node.Start, isNothing ? (BeginsLine(text, node.Start) ? "" : NewLine(text)) + whole + NewLine(text) : whole)];
        }

        var line = NewLine(text);
        var end = Math.Max(node.End, container.NameEnd);
        var ended = end > container.NameEnd && text[end - 1] == '\n';
        var nested = Indent(text, container);
        return [new Splice(container.NameEnd, end - container.NameEnd, Behind(value, nested, line, Unit(text), container.Name is null) + (ended ? line : ""))];
    }

    /// <inheritdoc/>
    public override IEnumerable<Splice> Add(string text, DataChild? parent, DataNode container, string? name, JsonElement value)
    {
        var line = NewLine(text);
        if (container.IsFlow)
        {
            if (container.Children.Count == 0)
            {
                // An empty one becomes lines, unless it stands within another.
                var filled = Filled(container, name, value);
                return InFlow(text, parent)
                    ? [new Splice(container.Start, container.End - container.Start, Flow(filled, '\0'))]
                    : parent is null
                    ? [new Splice(container.Start, container.End - container.Start, Block(filled, "", line, Unit(text))[line.Length..])]
                    : [new Splice(parent.NameEnd, container.End - parent.NameEnd, Behind(filled, Indent(text, parent), line, Unit(text), parent.Name is null))];
            }

            return [new Splice(container.Children[^1].Node.End, 0, ", " + (name is null ? "" : Name(name) + ": ") + Flow(value, '\0'))];
        }

        // Behind the last line that belongs to it, in the column of what is there.
        var last = container.Children[^1];
        var end = Math.Max(last.Node.End, last.NameEnd);
        var isEnded = text[end - 1] == '\n';
        var at = isEnded ? end : LineEnd(text, end);
        var indent = new string(' ', container.Children[0].Start - LineStart(text, container.Children[0].Start));
        var added = indent + (name is null ? "-" : Name(name) + ":") + Behind(value, indent, line, Unit(text), name is null);
        return [new Splice(at, 0, isEnded ? added + line : line + added)];
    }

    /// <inheritdoc/>
    public override IEnumerable<Splice> Remove(string text, DataChild? parent, DataNode container, int index)
    {
        var child = container.Children[index];
        var end = Math.Max(child.Node.End, child.NameEnd);
        var isOnly = container.Children.Count == 1;
        if (container.IsFlow)
        {
            return [isOnly ? new Splice(child.Start, end - child.Start, "")
                : index == 0 ? new Splice(child.Start, container.Children[1].Start - child.Start, "")
                : new Splice(Math.Max(container.Children[index - 1].Node.End, container.Children[index - 1].NameEnd), end - Math.Max(container.Children[index - 1].Node.End, container.Children[index - 1].NameEnd), "")];
        }

        var beginsLine = BeginsLine(text, child.Start);
        var start = beginsLine ? LineStart(text, child.Start) : child.Start;
        var next = text[end - 1] == '\n' ? end : NextLine(text, end);
        if (isOnly)
        {
            // Nothing left is written as such: without a sign of it, it would be null.
            var empty = container.Kind == JsonValueKind.Array ? "[]" : "{}";
            return parent is null
                ? [new Splice(start, next - start, empty + NewLine(text))]
                : [new Splice(parent.NameEnd, 0, " " + empty), new Splice(start, next - start, beginsLine ? "" : NewLine(text))];
        }

        return !beginsLine && index == 0
            ? [new Splice(start, container.Children[1].Start - start, "")]
            : [new Splice(start, next - start, "")];
    }

    private static DataNode ReadNode(Parser parser, string text, HashSet<AnchorName> anchors, int depth)
    {
        if (depth > MaxDepth)
        {
            throw new FormatException($"({parser.Current!.Start.Line}): this is deeper than {MaxDepth} levels.");
        }

        var read = parser.Consume<ParsingEvent>();
        if (read is NodeEvent { Anchor: { IsEmpty: false } anchor })
        {
            anchors.Add(anchor);
        }

        switch (read)
        {
            case Scalar scalar:
                return ReadScalar(scalar, text);
            case MappingStart mapping:
                var members = new List<DataChild>();
                while (!parser.Accept<MappingEnd>(out _))
                {
                    var key = ReadNode(parser, text, anchors, depth + 1);
                    if (key.IsContainer)
                    {
                        throw new FormatException($"({Line(text, key.Start)}): a name that is itself a list or object is not understood. Declare the file whole with host.File(…).");
                    }

                    // Numbers and the like are names too, as they are written.
                    var name = key.Kind == JsonValueKind.String ? Unquote(key.Json) : text[key.Start..key.End];
                    var colon = text.IndexOf(':', key.End);
                    members.Add(new DataChild(name, key.Start, colon < 0 ? key.End : colon + 1, ReadNode(parser, text, anchors, depth + 1)));
                }

                return Container(JsonValueKind.Object, mapping.Style == MappingStyle.Flow, mapping.Start, parser.Consume<MappingEnd>(), members);
            case SequenceStart sequence:
                var isFlow = sequence.Style == SequenceStyle.Flow;
                var items = new List<DataChild>();
                while (!parser.Accept<SequenceEnd>(out _))
                {
                    var item = ReadNode(parser, text, anchors, depth + 1);
                    var dash = isFlow ? item.Start : DashBefore(text, item.Start);
                    items.Add(new DataChild(null, dash, isFlow ? dash : dash + 1, item));
                }

                return Container(JsonValueKind.Array, isFlow, sequence.Start, parser.Consume<SequenceEnd>(), items);
            case AnchorAlias alias:
                // What it stands for is somewhere else: it is a value of its own kind, equal to nothing that is wanted.
                return anchors.Contains(alias.Value)
                    ? new DataNode(JsonValueKind.Undefined, (int)alias.Start.Index, (int)alias.End.Index) { Json = $"*{alias.Value}" }
                    : throw new FormatException($"({alias.Start.Line}): nothing above is named &{alias.Value}.");
            case var other:
                throw new FormatException($"({other.Start.Line}): this is not understood. Declare the file whole with host.File(…).");
        }
    }

    private static DataNode Container(JsonValueKind kind, bool isFlow, Mark start, ParsingEvent end, List<DataChild> children)
    {
        // The end of a block is where the next thing begins; its own is that of its last child.
        var close = (int)end.Start.Index + 1;
        var last = children.Count == 0 ? (int)start.Index : Math.Max(children[^1].Node.End, children[^1].NameEnd);
        var node = new DataNode(kind, isFlow || children.Count == 0 ? (int)start.Index : children[0].Start, isFlow ? close : last) { IsFlow = isFlow };
        node.Children.AddRange(children);
        return node;
    }

    private static DataNode ReadScalar(Scalar scalar, string text)
    {
        var (start, end) = ((int)scalar.Start.Index, (int)scalar.End.Index);

        if (scalar.Style is ScalarStyle.Literal or ScalarStyle.Folded)
        {
            // Empty lines behind it are none of it, unless it is said to keep them.
            var isKept = text.AsSpan(start..LineEnd(text, start)).Contains('+');
            end = isKept ? end : start + text.AsSpan(start..end).TrimEnd().Length;
            end = isKept || end == text.Length ? end : NextLine(text, end);
            return new DataNode(JsonValueKind.String, start, end) { Json = Quote(scalar.Value), IsFlow = false };
        }

        if (scalar.Style != ScalarStyle.Plain || !scalar.Tag.IsEmpty)
        {
            var quote = scalar.Style switch { ScalarStyle.DoubleQuoted => '"', ScalarStyle.SingleQuoted => '\'', _ => '\0' };
            return new DataNode(JsonValueKind.String, start, end) { Json = Quote(scalar.Value), Quote = quote };
        }

        while (end > start && char.IsWhiteSpace(text[end - 1]))
        {
            end--;
        }

        return Meaning(scalar.Value) is var (kind, json) && start == end ? new DataNode(JsonValueKind.Null, start, end) { IsFlow = false } : new DataNode(kind, start, end) { Json = json };
    }

    /// <summary>What a scalar without quotes is, by the core schema of YAML 1.2.</summary>
    private static (JsonValueKind Kind, string Json) Meaning(string plain)
    {
        if (plain is "" or "~" or "null" or "Null" or "NULL")
        {
            return (JsonValueKind.Null, "null");
        }

        if (plain is "true" or "True" or "TRUE")
        {
            return (JsonValueKind.True, "true");
        }

        if (plain is "false" or "False" or "FALSE")
        {
            return (JsonValueKind.False, "false");
        }

        if (JsonNumber().IsMatch(plain))
        {
            return (JsonValueKind.Number, plain);
        }

        return decimal.TryParse(plain, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && OtherNumber().IsMatch(plain)
            ? (JsonValueKind.Number, number.ToString(CultureInfo.InvariantCulture))
            : (JsonValueKind.String, Quote(plain));
    }

    private static string Behind(JsonElement value, string indent, string line, string unit, bool isItem) => value.ValueKind switch
    {
        JsonValueKind.Object when value.EnumerateObject().Any() => isItem ? " " + Block(value, indent + "  ", line, unit)[(line.Length + indent.Length + 2)..] : Block(value, indent + unit, line, unit),
        JsonValueKind.Array when value.GetArrayLength() > 0 && !isItem => Block(value, indent + unit, line, unit),
        _ => " " + Flow(value, '\0'),
    };

    /// <summary>A value in lines, the first of which is still to begin.</summary>
    private static string Block(JsonElement value, string indent, string line, string unit) => value.ValueKind switch
    {
        JsonValueKind.Object when value.EnumerateObject().Any() =>
            string.Concat(value.EnumerateObject().Select(member => line + indent + Name(member.Name) + ":" + Behind(member.Value, indent, line, unit, isItem: false))),
        JsonValueKind.Array when value.GetArrayLength() > 0 =>
            string.Concat(value.EnumerateArray().Select(item => line + indent + "-" + Behind(item, indent, line, unit, isItem: true))),
        _ => line + indent + Flow(value, '\0'),
    };

    private static string Flow(JsonElement value, char quote) => value.ValueKind switch
    {
        JsonValueKind.Object => "{" + string.Join(", ", value.EnumerateObject().Select(member => Name(member.Name) + ": " + Flow(member.Value, '\0'))) + "}",
        JsonValueKind.Array => "[" + string.Join(", ", value.EnumerateArray().Select(item => Flow(item, '\0'))) + "]",
        JsonValueKind.String => Scalar(value.GetString()!, quote),
        _ => value.GetRawText(),
    };

    private static string Name(string name) => Scalar(name, '\0');

    private static string Scalar(string text, char quote) =>
        quote == '\'' && !text.AsSpan().ContainsAny('\'', '{', '\n') && !text.Any(char.IsControl) ? $"'{text}'"
        : quote != '"' && SafePlain().IsMatch(text) && !WordsOfOthers().IsMatch(text) ? text
        : Quote(text);

    private static string Quote(string value) => $"\"{JsonEncodedText.Encode(value, System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"";

    private static string Unquote(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.GetString()!;
    }

    private static JsonElement Filled(DataNode container, string? name, JsonElement value)
    {
        using var document = JsonDocument.Parse(container.Kind == JsonValueKind.Array ? $"[{value.GetRawText()}]" : $"{{{Quote(name!)}:{value.GetRawText()}}}");
        return document.RootElement.Clone();
    }

    /// <summary>The column in which what belongs to a child is set off from: that of its name, or of the sign of its item.</summary>
    private static string Indent(string text, DataChild child) => new(' ', child.Start - LineStart(text, child.Start));

    /// <summary>Whether a child stands within braces or brackets, where lines mean nothing.</summary>
    private static bool InFlow(string text, DataChild? child) => child is not null && child.Name is null ? text[child.Start] != '-' : child is not null && !BeginsBlock(text, child.Start);

    /// <summary>Whether only space and signs of items are before a position in its line.</summary>
    private static bool BeginsBlock(string text, int position) => text.AsSpan(LineStart(text, position)..position).Trim(" -?").IsEmpty;

    private static int DashBefore(string text, int start)
    {
        // An empty item stands behind its sign, and anchors and tags before a value.
        var dash = text.LastIndexOf('-', Math.Min(Math.Max(start - 1, 0), text.Length - 1));
        while (dash > 0 && !(BeginsBlock(text, dash) && (dash + 1 == text.Length || char.IsWhiteSpace(text[dash + 1]))))
        {
            dash = text.LastIndexOf('-', dash - 1);
        }

        return Math.Max(dash, 0);
    }

    private static string Unit(string text)
    {
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            if (line.IndexOfAnyExcept(' ') is > 0 and var width && line[width] is not ('-' or '#' or '\t'))
            {
                return new string(' ', width);
            }
        }

        return "  ";
    }

    private static int Line(string text, int position) => text.AsSpan(0, position).Count('\n') + 1;

    [GeneratedRegex(@"^-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?$", RegexOptions.CultureInvariant)]
    private static partial Regex JsonNumber();

    [GeneratedRegex(@"^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)$", RegexOptions.CultureInvariant)]
    private static partial Regex OtherNumber();

    [GeneratedRegex(@"^[A-Za-z_/][A-Za-z0-9_./@%+=-]*( [A-Za-z0-9_./@%+=-]+)*$", RegexOptions.CultureInvariant)]
    private static partial Regex SafePlain();

    [GeneratedRegex("^(y|n|yes|no|on|off|true|false|null|inf|nan)$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex WordsOfOthers();
}
