using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace OpsMop;

/// <summary>JSON, with comments and commas after the last value.</summary>
internal sealed class JsonText : DataFormat
{
    private static readonly JsonReaderOptions Options = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, MaxDepth = 200 };

    private JsonText()
    {
    }

    /// <summary>The one there is.</summary>
    public static JsonText Format { get; } = new();

    /// <inheritdoc/>
    public override string Empty => "{\n}\n";

    /// <inheritdoc/>
    public override DataNode Parse(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var places = new Places(bytes);
        var reader = new Utf8JsonReader(bytes, Options);
        try
        {
            reader.Read();
            var root = ReadNode(ref reader, places);
            while (reader.Read())
            {
            }

            return root;
        }
        catch (JsonException fault)
        {
            var message = fault.Message.IndexOf(" LineNumber:", StringComparison.Ordinal) is > 0 and var end ? fault.Message[..end] : fault.Message;
            throw new FormatException($"({fault.LineNumber + 1}): this is no JSON. {message} Mend it, or declare the file whole with host.File(…).", fault);
        }
    }

    /// <inheritdoc/>
    public override IEnumerable<Splice> Replace(string text, DataChild? container, DataNode node, JsonElement value) =>
        [new Splice(node.Start, node.End - node.Start, Write(value, Style.Of(text), Indentation(text, container?.Start ?? node.Start)))];

    /// <inheritdoc/>
    public override IEnumerable<Splice> Add(string text, DataChild? parent, DataNode container, string? name, JsonElement value)
    {
        var style = Style.Of(text);
        if (container.Children.Count == 0)
        {
            // Comments may stand in it; what is new comes before them.
            var outer = Indentation(text, parent?.Start ?? container.Start);
            var rest = text[(container.Start + 1)..(container.End - 1)];
            var only = Member(name, value, style, outer + style.Unit);
            return [style.IsWide
                ? new Splice(container.Start + 1, rest.AsSpan().IsWhiteSpace() ? rest.Length : 0, style.NewLine + outer + style.Unit + only + (rest.AsSpan().IsWhiteSpace() ? style.NewLine + outer : ""))
                : new Splice(container.Start + 1, 0, only)];
        }

        var last = container.Children[^1];
        var (after, comma) = Behind(text, last.Node.End);
        var hasComma = comma >= 0;
        if (!BeginsLine(text, last.Start))
        {
            var inline = Member(name, value, style, Indentation(text, last.Start));
            return [new Splice(hasComma ? comma + 1 : last.Node.End, 0, (hasComma ? " " : style.Comma) + inline)];
        }

        // The comment behind the last value stays behind it.
        var indent = Indentation(text, last.Start);
        var line = style.NewLine + indent + Member(name, value, style, indent);
        return hasComma ? [new Splice(after, 0, line + ",")]
            : after == last.Node.End ? [new Splice(after, 0, "," + line)] : [new Splice(last.Node.End, 0, ","), new Splice(after, 0, line)];
    }

    /// <inheritdoc/>
    public override IEnumerable<Splice> Remove(string text, DataChild? parent, DataNode container, int index)
    {
        var child = container.Children[index];
        var (after, comma) = Behind(text, child.Node.End);
        var splices = new List<Splice>();
        var isLast = index == container.Children.Count - 1;

        // Without a comma behind it, the one before it goes.
        if (comma < 0 && index > 0 && Behind(text, container.Children[index - 1].Node.End).Comma is >= 0 and var before)
        {
            splices.Add(new Splice(before, 1, ""));
        }

        if (BeginsLine(text, child.Start) && (after >= text.Length || text[after] is '\n' or '\r'))
        {
            var start = LineStart(text, child.Start);
            splices.Add(new Splice(start, NextLine(text, after) - start, ""));
        }
        else
        {
            var end = comma >= 0 ? comma + 1 : child.Node.End;
            var start = child.Start;
            while (!isLast && end < text.Length && text[end] is ' ' or '\t')
            {
                end++;
            }

            while (isLast && index > 0 && text[start - 1] is ' ' or '\t')
            {
                start--;
            }

            splices.Add(new Splice(start, end - start, ""));
        }

        return splices;
    }

    private static DataNode ReadNode(ref Utf8JsonReader reader, Places places)
    {
        var start = places.Of(reader.TokenStartIndex);
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
            case JsonTokenType.StartArray:
                var isObject = reader.TokenType == JsonTokenType.StartObject;
                var children = new List<DataChild>();
                while (reader.Read() && reader.TokenType is not (JsonTokenType.EndObject or JsonTokenType.EndArray))
                {
                    var at = places.Of(reader.TokenStartIndex);
                    var name = isObject ? reader.GetString() : null;
                    if (isObject)
                    {
                        reader.Read();
                    }

                    children.Add(new DataChild(name, at, at, ReadNode(ref reader, places)));
                }

                var container = new DataNode(isObject ? JsonValueKind.Object : JsonValueKind.Array, start, places.Of(reader.BytesConsumed));
                container.Children.AddRange(children);
                return container;
            default:
                var kind = reader.TokenType switch
                {
                    JsonTokenType.String => JsonValueKind.String,
                    JsonTokenType.Number => JsonValueKind.Number,
                    JsonTokenType.True => JsonValueKind.True,
                    JsonTokenType.False => JsonValueKind.False,
                    _ => JsonValueKind.Null,
                };
                var json = Encoding.UTF8.GetString(reader.ValueSpan);
                return new DataNode(kind, start, places.Of(reader.BytesConsumed)) { Json = kind == JsonValueKind.String ? $"\"{json}\"" : json };
        }
    }

    /// <summary>What comes behind a value in its line: where its comma is, and where the line's comment ends.</summary>
    private static (int After, int Comma) Behind(string text, int end)
    {
        var (after, comma) = (end, -1);
        for (var i = end; i < text.Length; i++)
        {
            var isLine = text.AsSpan(i).StartsWith("//");
            if (isLine || text.AsSpan(i).StartsWith("/*"))
            {
                var close = isLine ? LineEnd(text, i) : text.IndexOf("*/", i + 2, StringComparison.Ordinal) + 2;
                if (!text.AsSpan(end, i - end).Contains('\n'))
                {
                    after = close;
                }

                i = close - 1;
            }
            else if (text[i] == ',' && comma < 0)
            {
                (after, comma) = (i + 1, i);
            }
            else if (!char.IsWhiteSpace(text[i]) || (text[i] == '\n' && comma >= 0))
            {
                break;
            }
        }

        return (after, comma);
    }

    private static string Member(string? name, JsonElement value, Style style, string indent) =>
        (name is null ? "" : Quote(name) + style.Colon) + Write(value, style, indent);

    private static string Write(JsonElement value, Style style, string indent)
    {
        var (open, close, members) = value.ValueKind switch
        {
            JsonValueKind.Object => ('{', '}', value.EnumerateObject().Select(member => Member(member.Name, member.Value, style, indent + style.Unit)).ToList()),
            JsonValueKind.Array => ('[', ']', value.EnumerateArray().Select(item => Write(item, style, indent + style.Unit)).ToList()),
            _ => ('\0', '\0', null),
        };
        return members is null ? value.GetRawText()
            : members.Count == 0 ? $"{open}{close}"
            : style.IsWide
            ? $"{open}{style.NewLine}{indent}{style.Unit}{string.Join("," + style.NewLine + indent + style.Unit, members)}{style.NewLine}{indent}{close}"
            : $"{open}{string.Join(style.Comma, members)}{close}";
    }

    private static string Quote(string value) => $"\"{JsonEncodedText.Encode(value, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"";

    /// <summary>How the text is laid out.</summary>
    private sealed record Style(bool IsWide, string Unit, string NewLine, string Colon, string Comma)
    {
        public static Style Of(string text)
        {
            var trimmed = text.AsSpan().Trim();
            var isWide = trimmed.Contains('\n');
            var unit = "  ";
            foreach (var line in trimmed.EnumerateLines())
            {
                if (line.IndexOfAnyExcept(' ', '\t') is > 0 and var length)
                {
                    unit = line[..length].ToString();
                    break;
                }
            }

            var isTight = !isWide && (text.Contains("\":", StringComparison.Ordinal) ? !text.Contains("\": ", StringComparison.Ordinal) : text.Contains(',') && !text.Contains(", ", StringComparison.Ordinal));
            return new Style(isWide, unit, DataFormat.NewLine(text), isTight ? ":" : ": ", isTight ? "," : ", ");
        }
    }

    /// <summary>Which character a byte of the text is in; asked in order, so that the text is gone through once.</summary>
    private sealed class Places(byte[] bytes)
    {
        private int _byte;
        private int _char;

        public int Of(long index)
        {
            _char += Encoding.UTF8.GetCharCount(bytes, _byte, (int)index - _byte);
            _byte = (int)index;
            return _char;
        }
    }
}
