using System.Globalization;
using System.Numerics;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace OpsMop.Templates.Interpreter;

/// <summary>
/// Reads YAML as values: scalars by the core schema of YAML 1.2, as the data files of a policy are read. It reads the parser's events and not its object
/// graph, so that neither deep nesting nor aliases of aliases can exhaust a process.
/// </summary>
internal sealed class YamlValues(string text, string path)
{
    private const int MaxDepth = 60;
    private const int MaxNodes = 1_000_000;

    private readonly Parser _parser = new(new StringReader(text));
    private readonly Dictionary<AnchorName, (Value Value, int Nodes, int Depth)> _anchors = [];
    private int _nodes;
    private int _deepest;

    public Dictionary<string, Value> Read()
    {
        try
        {
            var values = new Dictionary<string, Value>(StringComparer.Ordinal);
            _parser.Consume<StreamStart>();
            if (!_parser.TryConsume<DocumentStart>(out _))
            {
                return values;
            }

            Mark start = _parser.Current!.Start;
            Value root = ReadNode(0);
            _parser.Consume<DocumentEnd>();
            if (_parser.Accept<DocumentStart>(out DocumentStart? second))
            {
                throw Error(second.Start, "This begins a second document; the values of a template are one.");
            }

            if (root.IsNone)
            {
                return values;
            }

            if (root.AsObject() is not DictionaryValue dictionary)
            {
                throw Error(start, "The values of a template are a mapping: a name, a colon and a value in each line.");
            }

            foreach ((Value key, Value value) in dictionary.Entries)
            {
                key.TryGetString(out string? name);
                values[name!] = value;
            }

            return values;
        }
        catch (YamlException exception)
        {
            string problem = exception.InnerException is YamlException inner ? inner.Message : exception.Message;
            throw Error(exception.Start, problem, exception);
        }
    }

    private TemplateException Error(Mark at, string problem, Exception? inner = null) =>
        new(problem, path, (int)Math.Max(1, at.Line), (int)Math.Max(1, at.Column), inner);

    private Value ReadNode(int depth)
    {
        _deepest = Math.Max(_deepest, depth);
        ParsingEvent current = _parser.Current!;
        if (depth > MaxDepth)
        {
            throw Error(current.Start, $"Data is nested more than {MaxDepth} levels deep.");
        }

        if (++_nodes > MaxNodes)
        {
            throw Error(current.Start, $"With its aliases written out, this is more than {MaxNodes} values.");
        }

        if (_parser.TryConsume<AnchorAlias>(out AnchorAlias? alias))
        {
            if (!_anchors.TryGetValue(alias.Value, out (Value Value, int Nodes, int Depth) target))
            {
                throw Error(alias.Start, $"Nothing above is named &{alias.Value}.");
            }

            _nodes += target.Nodes;
            _deepest = Math.Max(_deepest, depth + target.Depth);
            if (_nodes > MaxNodes || depth + target.Depth > MaxDepth)
            {
                throw Error(alias.Start, $"With its aliases written out, this is more than {MaxNodes} values, or more than {MaxDepth} levels deep.");
            }

            return ValueCopy.Of(target.Value);
        }

        var start = (NodeEvent)current;
        int before = _nodes;
        int outer = _deepest;
        _deepest = depth;
        Value value = start switch
        {
            SequenceStart => ReadList(depth),
            MappingStart => ReadMapping(depth),
            _ => ReadScalar(),
        };
        if (!start.Anchor.IsEmpty)
        {
            _anchors[start.Anchor] = (value, _nodes - before, _deepest - depth);
        }

        _deepest = Math.Max(_deepest, outer);
        return value;
    }

    private ListValue ReadList(int depth)
    {
        RefuseTag(_parser.Consume<SequenceStart>(), "tag:yaml.org,2002:seq");
        var items = new List<Value>();
        while (!_parser.TryConsume<SequenceEnd>(out _))
        {
            items.Add(ReadNode(depth + 1));
        }

        return new ListValue(items);
    }

    private DictionaryValue ReadMapping(int depth)
    {
        RefuseTag(_parser.Consume<MappingStart>(), "tag:yaml.org,2002:map");
        var entries = new DictionaryValue();
        var merged = new List<KeyValuePair<Value, Value>>();
        var seen = new Dictionary<string, long>(StringComparer.Ordinal);
        while (!_parser.TryConsume<MappingEnd>(out _))
        {
            if (!_parser.TryConsume<Scalar>(out Scalar? key))
            {
                throw Error(_parser.Current!.Start, "A key has to be plain text. (A value that begins with { or [ needs quotes.)");
            }

            Value value = ReadNode(depth + 1);
            if (key is { Value: "<<", Style: ScalarStyle.Plain })
            {
                Merge(merged, key, value);
            }
            else if (!seen.TryAdd(key.Value, key.Start.Line))
            {
                throw Error(key.Start, $"'{key.Value}' is here a second time; the first is in line {seen[key.Value]}.");
            }
            else
            {
                entries.SetOwn(key.Value, value);
            }
        }

        // What stands in the mapping itself wins over what is merged into it, and of that the first.
        foreach ((Value key, Value value) in merged)
        {
            if (key.TryGetString(out string? name) && seen.TryAdd(name, 0))
            {
                entries.SetOwn(key, value);
            }
        }

        return entries;
    }

    private void Merge(List<KeyValuePair<Value, Value>> merged, Scalar key, Value value)
    {
        IEnumerable<Value> sources = value.AsObject() is ListValue list ? list.Items : [value];
        foreach (Value source in sources)
        {
            merged.AddRange(source.AsObject() is DictionaryValue entries
                ? entries.Entries
                : throw Error(key.Start, "<< merges a mapping, or a list of mappings."));
            if (merged.Count > MaxNodes)
            {
                throw Error(key.Start, $"With its aliases written out, this is more than {MaxNodes} values.");
            }
        }
    }

    private void RefuseTag(NodeEvent node, string allowed)
    {
        if (!node.Tag.IsEmpty && !node.Tag.IsNonSpecific && node.Tag.Value != allowed)
        {
            throw Error(node.Start, $"The tag {node.Tag.Value} means nothing here.");
        }
    }

    private Value ReadScalar()
    {
        Scalar scalar = _parser.Consume<Scalar>();
        string tag = scalar.Tag.IsEmpty ? "" : scalar.Tag.Value;
        Value plain = scalar.Style == ScalarStyle.Plain ? Resolve(scalar.Value) : scalar.Value;
        bool fits = tag switch
        {
            "" => true,
            "!" or "tag:yaml.org,2002:str" => true,
            "tag:yaml.org,2002:null" => plain.IsNone,
            "tag:yaml.org,2002:bool" => plain.IsBoolean,
            "tag:yaml.org,2002:int" => plain.Kind == ValueKind.Integer,
            "tag:yaml.org,2002:float" => plain.Kind is ValueKind.Integer or ValueKind.Float,
            _ => throw Error(scalar.Start, $"The tag {tag} means nothing here."),
        };
        return !fits
            ? throw Error(scalar.Start, $"'{scalar.Value}' is not what its tag says, {tag}.")
            : tag is "!" or "tag:yaml.org,2002:str" ? scalar.Value : plain;
    }

    /// <summary>A plain scalar by the core schema.</summary>
    private static Value Resolve(string value)
    {
        switch (value)
        {
            case "" or "~" or "null" or "Null" or "NULL":
                return Value.None;
            case "true" or "True" or "TRUE":
                return true;
            case "false" or "False" or "FALSE":
                return false;
            case ".inf" or ".Inf" or ".INF" or "+.inf" or "+.Inf" or "+.INF":
                return double.PositiveInfinity;
            case "-.inf" or "-.Inf" or "-.INF":
                return double.NegativeInfinity;
            case ".nan" or ".NaN" or ".NAN":
                return double.NaN;
        }

        if (value.StartsWith("0x", StringComparison.Ordinal) && value.Length is > 2 and <= 64 && value.Skip(2).All(char.IsAsciiHexDigit))
        {
            return BigInteger.Parse("0" + value[2..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
        }

        if (value.StartsWith("0o", StringComparison.Ordinal) && value.Length is > 2 and <= 64 && !value.AsSpan(2).ContainsAnyExceptInRange('0', '7'))
        {
            return value.Skip(2).Aggregate(BigInteger.Zero, static (sum, digit) => (sum * 8) + (digit - '0'));
        }

        return Number(value);
    }

    private static Value Number(string value)
    {
        ReadOnlySpan<char> rest = value.AsSpan(value[0] is '-' or '+' ? 1 : 0);
        int whole = rest.IndexOfAnyExceptInRange('0', '9') is var end && end < 0 ? rest.Length : end;
        if (whole == rest.Length && whole is > 0 and <= 4096)
        {
            return BigInteger.Parse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        }

        ReadOnlySpan<char> fraction = rest[whole..];
        int digits = 0;
        if (fraction.Length > 0 && fraction[0] == '.')
        {
            fraction = fraction[1..];
            digits = fraction.IndexOfAnyExceptInRange('0', '9') is var stop && stop < 0 ? fraction.Length : stop;
            fraction = fraction[digits..];
        }

        if (whole + digits == 0 || whole + digits > 4096)
        {
            return value;
        }

        if (fraction.Length > 0)
        {
            ReadOnlySpan<char> exponent = fraction[0] is 'e' or 'E' ? fraction[1..] : default;
            exponent = exponent.Length > 0 && exponent[0] is '-' or '+' ? exponent[1..] : exponent;
            if (exponent.Length == 0 || exponent.ContainsAnyExceptInRange('0', '9'))
            {
                return value;
            }
        }

        return double.Parse(value, NumberStyles.Float, CultureInfo.InvariantCulture);
    }
}
