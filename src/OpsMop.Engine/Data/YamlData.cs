using System.Buffers;
using System.Globalization;
using System.Text.Json;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace OpsMop.Engine.Data;

/// <summary>
/// A YAML text as data. Scalars are read by the core schema of YAML 1.2: <c>true</c>, <c>null</c> and numbers are what they look like,
/// <c>yes</c> and <c>on</c> are text, and so is everything quoted. Anchors and merge keys (<c>&lt;&lt;</c>) work; tags of one's own do not.
/// </summary>
/// <remarks>It reads the parser's events and not its object graph, so that neither deep nesting nor a few aliases of aliases can exhaust a root process.</remarks>
public sealed class YamlData
{
    private const int MaxDepth = 60;
    private const int MaxNodes = 1_000_000;

    private readonly Dictionary<string, int> _lines;

    private YamlData(JsonElement root, Dictionary<string, int> lines)
    {
        Root = root;
        _lines = lines;
    }

    /// <summary>The data; JSON's null for an empty text.</summary>
    public JsonElement Root { get; }

    /// <summary>The line of each key and list item, from 1, by its path: <c>web.workers</c>, <c>sites[0].domain</c>.</summary>
    public IReadOnlyDictionary<string, int> Lines => _lines;

    /// <summary>The line of a path, or of the nearest part of it that the text has; 1 if it has none of it.</summary>
    /// <param name="path">The path, as in <see cref="Lines"/>.</param>
    public int LineOf(string path)
    {
        while (path.Length > 0)
        {
            if (_lines.TryGetValue(path, out int line))
            {
                return line;
            }

            path = path[..Math.Max(0, path.LastIndexOfAny(['.', '[']))];
        }

        return 1;
    }

    /// <summary>Reads a YAML text.</summary>
    /// <param name="text">The text: one document.</param>
    /// <param name="file">The file that it is from, for errors.</param>
    /// <param name="refused">What to say of tags that mean something elsewhere, by the tag.</param>
    /// <exception cref="DataFileException">It is no YAML, has a key twice, or holds what data cannot: tags, keys that are no scalars, several documents.</exception>
    public static YamlData Parse(string text, string file, IReadOnlyDictionary<string, string>? refused = null) => new Reading(text, file, refused).Read();

    private abstract record Node(Mark Start);

    private sealed record ScalarNode(Mark Start, string Json) : Node(Start);

    private sealed record ListNode(Mark Start, List<Node> Items) : Node(Start);

    private sealed record MapNode(Mark Start, List<(string Key, Mark At, Node Value)> Entries) : Node(Start);

    private sealed class Reading(string text, string file, IReadOnlyDictionary<string, string>? refused)
    {
        private readonly Parser _parser = new(new StringReader(text));
        private readonly Dictionary<AnchorName, Node> _anchors = [];
        private readonly Dictionary<string, int> _lines = new(StringComparer.Ordinal);
        private int _written;

        public YamlData Read()
        {
            try
            {
                Node root = new ScalarNode(Mark.Empty, "null");
                _parser.Consume<StreamStart>();
                if (_parser.TryConsume<DocumentStart>(out _))
                {
                    root = ReadNode(0);
                    _parser.Consume<DocumentEnd>();
                }

                if (_parser.Accept<DocumentStart>(out DocumentStart? second))
                {
                    throw Error(second.Start, "This begins a second document; a data file is one.");
                }

                var buffer = new ArrayBufferWriter<byte>();
                using (var writer = new Utf8JsonWriter(buffer))
                {
                    Write(writer, root, "", 0);
                }

                var reader = new Utf8JsonReader(buffer.WrittenSpan);
                return new YamlData(JsonElement.ParseValue(ref reader), _lines);
            }
            catch (YamlException exception)
            {
                string problem = exception.InnerException is YamlException inner ? inner.Message : exception.Message;
                throw new DataFileException(file, (int)Math.Max(1, exception.Start.Line), (int)Math.Max(1, exception.Start.Column), Sentence(problem), exception);
            }
        }

        private static string Sentence(string problem) => problem.EndsWith('.') ? problem : problem + ".";

        private DataFileException Meaningless(Mark at, string tag) => Error(at, refused?.GetValueOrDefault(tag) ?? $"The tag {tag} means nothing here.");

        private DataFileException Error(Mark at, string problem) => new(file, (int)Math.Max(1, at.Line), (int)Math.Max(1, at.Column), problem);

        private Node ReadNode(int depth)
        {
            if (_parser.TryConsume<AnchorAlias>(out AnchorAlias? alias))
            {
                return _anchors.TryGetValue(alias.Value, out Node? target)
                    ? target
                    : throw Error(alias.Start, $"Nothing above is named &{alias.Value}.");
            }

            var start = (NodeEvent)_parser.Current!;
            if (depth > MaxDepth)
            {
                throw TooDeep(start.Start);
            }

            Node node = start switch
            {
                SequenceStart => ReadList(depth),
                MappingStart => ReadMap(depth),
                _ => ReadScalar(),
            };
            if (!start.Anchor.IsEmpty)
            {
                _anchors[start.Anchor] = node;
            }

            return node;
        }

        private ListNode ReadList(int depth)
        {
            SequenceStart start = _parser.Consume<SequenceStart>();
            RefuseTag(start, "tag:yaml.org,2002:seq");
            var items = new List<Node>();
            while (!_parser.TryConsume<SequenceEnd>(out _))
            {
                items.Add(ReadNode(depth + 1));
            }

            return new ListNode(start.Start, items);
        }

        private MapNode ReadMap(int depth)
        {
            MappingStart start = _parser.Consume<MappingStart>();
            RefuseTag(start, "tag:yaml.org,2002:map");
            var entries = new List<(string Key, Mark At, Node Value)>();
            var merged = new List<(string Key, Mark At, Node Value)>();
            var seen = new Dictionary<string, long>(StringComparer.Ordinal);
            while (!_parser.TryConsume<MappingEnd>(out _))
            {
                if (!_parser.TryConsume<Scalar>(out Scalar? key))
                {
                    throw Error(_parser.Current!.Start, "A key has to be plain text. (A value that begins with { or [ needs quotes.)");
                }

                Node value = ReadNode(depth + 1);
                if (key is { Value: "<<", Style: ScalarStyle.Plain })
                {
                    Merge(merged, key, value);
                    continue;
                }

                if (!seen.TryAdd(key.Value, key.Start.Line))
                {
                    throw Error(key.Start, $"'{key.Value}' is here a second time; the first is in line {seen[key.Value]}.");
                }

                entries.Add((key.Value, key.Start, value));
            }

            // What stands in the mapping itself wins over what is merged into it, and of that the first.
            foreach ((string Key, Mark At, Node Value) entry in merged)
            {
                if (seen.TryAdd(entry.Key, entry.At.Line))
                {
                    entries.Add(entry);
                }
            }

            return new MapNode(start.Start, entries);
        }

        private void Merge(List<(string Key, Mark At, Node Value)> merged, Scalar key, Node value)
        {
            IEnumerable<Node> sources = value is ListNode list ? list.Items : [value];
            foreach (Node source in sources)
            {
                merged.AddRange(source is MapNode map ? map.Entries : throw Error(key.Start, "<< merges a mapping, or a list of mappings."));
                if (merged.Count > MaxNodes)
                {
                    throw TooLarge(key.Start);
                }
            }
        }

        private void RefuseTag(NodeEvent node, string allowed)
        {
            if (!node.Tag.IsEmpty && !node.Tag.IsNonSpecific && node.Tag.Value != allowed)
            {
                throw Meaningless(node.Start, node.Tag.Value);
            }
        }

        private ScalarNode ReadScalar()
        {
            Scalar scalar = _parser.Consume<Scalar>();
            string tag = scalar.Tag.IsEmpty ? "" : scalar.Tag.Value;
            bool plain = scalar.Style == ScalarStyle.Plain;
            string? resolved = plain ? Resolve(scalar) : null;
            string? json = tag switch
            {
                "" => resolved ?? Quote(scalar.Value),
                "!" or "tag:yaml.org,2002:str" => Quote(scalar.Value),
                "tag:yaml.org,2002:null" => resolved == "null" ? resolved : null,
                "tag:yaml.org,2002:bool" => resolved is "true" or "false" ? resolved : null,
                "tag:yaml.org,2002:int" => resolved is not null && IsNumber(resolved) && !resolved.AsSpan().ContainsAny('.', 'e', 'E') ? resolved : null,
                "tag:yaml.org,2002:float" => resolved is not null && IsNumber(resolved) ? resolved : null,
                _ => throw Meaningless(scalar.Start, tag),
            };
            return new ScalarNode(scalar.Start, json ?? throw Error(scalar.Start, $"'{scalar.Value}' is not what its tag says, {tag}."));
        }

        private static bool IsNumber(string json) => json[0] is '-' or (>= '0' and <= '9');

        private static string Quote(string value) => $"\"{JsonEncodedText.Encode(value)}\"";

        /// <summary>The JSON of a plain scalar that is not text by the core schema; <see langword="null"/> for text.</summary>
        private string? Resolve(Scalar scalar)
        {
            string value = scalar.Value;
            switch (value)
            {
                case "" or "~" or "null" or "Null" or "NULL":
                    return "null";
                case "true" or "True" or "TRUE":
                    return "true";
                case "false" or "False" or "FALSE":
                    return "false";
                case ".inf" or ".Inf" or ".INF" or "+.inf" or "+.Inf" or "+.INF" or "-.inf" or "-.Inf" or "-.INF" or ".nan" or ".NaN" or ".NAN":
                    throw Error(scalar.Start, $"{value} is a number that data cannot hold; quote it if it is text.");
            }

            if (value.StartsWith("0x", StringComparison.Ordinal))
            {
                return value.Length is > 2 and <= 18 && ulong.TryParse(value.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ulong hex)
                    ? hex.ToString(CultureInfo.InvariantCulture)
                    : null;
            }

            if (value.StartsWith("0o", StringComparison.Ordinal))
            {
                ReadOnlySpan<char> digits = value.AsSpan(2);
                if (digits.Length is 0 or > 21 || digits.ContainsAnyExceptInRange('0', '7'))
                {
                    return null;
                }

                ulong octal = 0;
                foreach (char digit in digits)
                {
                    octal = (octal * 8) + (uint)(digit - '0');
                }

                return octal.ToString(CultureInfo.InvariantCulture);
            }

            return Number(value);
        }

        /// <summary>A decimal number as JSON spells it, digit for digit: 1.10 stays 1.10, for whoever wanted a version.</summary>
        private static string? Number(string value)
        {
            int i = 0;
            string sign = value[0] == '-' ? "-" : "";
            i += value[0] is '-' or '+' ? 1 : 0;
            string Digits()
            {
                int from = i;
                while (i < value.Length && char.IsAsciiDigit(value[i]))
                {
                    i++;
                }

                return value[from..i];
            }

            string whole = Digits();
            string fraction = "";
            bool point = i < value.Length && value[i] == '.';
            if (point)
            {
                i++;
                fraction = Digits();
            }

            if (whole.Length + fraction.Length == 0)
            {
                return null;
            }

            string exponent = "";
            if (i < value.Length && value[i] is 'e' or 'E')
            {
                i++;
                string exponentSign = i < value.Length && value[i] is '-' or '+' ? value[i++].ToString() : "";
                string digits = Digits();
                if (digits.Length == 0)
                {
                    return null;
                }

                exponent = "e" + exponentSign + digits;
            }

            if (i < value.Length)
            {
                return null;
            }

            whole = whole.TrimStart('0');
            return $"{sign}{(whole.Length == 0 ? "0" : whole)}{(point ? "." + (fraction.Length == 0 ? "0" : fraction) : "")}{exponent}";
        }

        private DataFileException TooDeep(Mark at) => Error(at, $"Data is nested more than {MaxDepth} levels deep.");

        private DataFileException TooLarge(Mark at) => Error(at, $"With its aliases written out, this is more than {MaxNodes} values.");

        private void Write(Utf8JsonWriter writer, Node node, string path, int depth)
        {
            // Again, because an alias may hang one deep thing below another.
            if (depth > MaxDepth)
            {
                throw TooDeep(node.Start);
            }

            if (++_written > MaxNodes)
            {
                throw TooLarge(node.Start);
            }

            switch (node)
            {
                case ScalarNode scalar:
                    writer.WriteRawValue(scalar.Json);
                    break;

                case ListNode list:
                    writer.WriteStartArray();
                    for (int i = 0; i < list.Items.Count; i++)
                    {
                        string item = $"{path}[{i.ToString(CultureInfo.InvariantCulture)}]";
                        _lines[item] = (int)list.Items[i].Start.Line;
                        Write(writer, list.Items[i], item, depth + 1);
                    }

                    writer.WriteEndArray();
                    break;

                case MapNode map:
                    writer.WriteStartObject();
                    foreach ((string key, Mark at, Node value) in map.Entries)
                    {
                        string name = path.Length == 0 ? key : $"{path}.{key}";
                        _lines[name] = (int)at.Line;
                        writer.WritePropertyName(key);
                        Write(writer, value, name, depth + 1);
                    }

                    writer.WriteEndObject();
                    break;
            }
        }
    }
}
