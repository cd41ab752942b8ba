using System.Globalization;
using System.Text.Json;

namespace OpsMop.Templates.Compiler.Tests;

/// <summary>The type of C# that values of JSON fit into. Keys that are names make a record, keys that are data a dictionary.</summary>
internal sealed record WorldShape(WorldKind Kind, bool IsNullable = false)
{
    private static readonly WorldShape s_any = new(WorldKind.Any, IsNullable: true);

    // The items of an empty list.
    private static readonly WorldShape s_unknown = new(WorldKind.Null);

    /// <summary>The type of scalars and of mixtures, as C# writes it without its question mark.</summary>
    public string Scalar { get; private init; } = "object";

    /// <summary>The items of a list, the values of a dictionary.</summary>
    public WorldShape? Element { get; private init; }

    /// <summary>The members of a record, in order.</summary>
    public IReadOnlyList<(string Key, WorldShape Shape)> Members { get; private init; } = [];

    /// <summary>The name of a record.</summary>
    public string Name { get; private init; } = "";

    /// <summary>How C# writes it.</summary>
    public string Type => Kind switch
    {
        WorldKind.List => $"System.Collections.Generic.IReadOnlyList<{Element!.Type}>",
        WorldKind.Dictionary => $"System.Collections.Generic.Dictionary<string, {Element!.Type}>",
        WorldKind.Record => Name,
        _ => Scalar,
    } + (IsNullable ? "?" : "");

    /// <summary>The shape of a value.</summary>
    /// <param name="value">The value.</param>
    /// <param name="path">Where it is: <c>site.locations</c>.</param>
    /// <param name="dictionaries">The paths of the dictionaries.</param>
    public static WorldShape Of(JsonElement value, string path, IReadOnlySet<string> dictionaries)
    {
        // A member that is of the type it is in: a tree.
        string last = path[(path.LastIndexOf('.') + 1)..];
        if (last == "children" && value.ValueKind is JsonValueKind.Array)
        {
            return new(WorldKind.List) { Element = new(WorldKind.Record) { Name = NameOf(path[..path.LastIndexOf('.')]) } };
        }

        switch (value.ValueKind)
        {
            case JsonValueKind.String:
                return new(WorldKind.Scalar) { Scalar = "string" };
            case JsonValueKind.True or JsonValueKind.False:
                return new(WorldKind.Scalar) { Scalar = "bool" };
            case JsonValueKind.Number:
                return new(WorldKind.Scalar) { Scalar = value.TryGetInt64(out _) ? "long" : "double" };
            case JsonValueKind.Array:
                return new(WorldKind.List) { Element = Common(value.EnumerateArray().Select(item => Of(item, path, dictionaries))) };
            case JsonValueKind.Object when dictionaries.Contains(path):
                return new(WorldKind.Dictionary) { Element = Common(value.EnumerateObject().Select(one => Of(one.Value, path + ".*", dictionaries))) };
            case JsonValueKind.Object:
                return new(WorldKind.Record)
                {
                    Name = NameOf(path),
                    Members = [.. value.EnumerateObject().Select(one => (one.Name, Of(one.Value, path + "." + one.Name, dictionaries)))],
                };
            default:
                return new(WorldKind.Null, IsNullable: true);
        }
    }

    /// <summary>A member that no value has: <c>string</c>, <c>string[]</c>, <c>int</c>.</summary>
    public static WorldShape Absent(string type) => type.EndsWith("[]", StringComparison.Ordinal)
        ? new(WorldKind.List, IsNullable: true) { Element = new(WorldKind.Scalar) { Scalar = type[..^2] } }
        : new(WorldKind.Scalar, IsNullable: true) { Scalar = type };

    /// <summary>This shape with a member more, at a path below it.</summary>
    public WorldShape With(ReadOnlySpan<string> path, WorldShape member)
    {
        string first = path[0];
        if (Kind is WorldKind.List || (Kind is WorldKind.Dictionary && first == "*"))
        {
            return this with { Element = Element!.With(Kind is WorldKind.List ? path : path[1..], member) };
        }

        Assert.True(Kind is WorldKind.Record, $"'{first}' has no members, and is not given.");
        var members = Members.ToList();
        int at = members.FindIndex(one => one.Key == first);
        if (path.Length == 1)
        {
            Assert.True(at < 0, $"'{first}' is there, and said to be absent.");
            members.Add((first, member));
        }
        else
        {
            members[at] = (first, members[at].Shape.With(path[1..], member));
        }

        return this with { Members = members };
    }

    /// <summary>The records that it is made of, each as a declaration.</summary>
    public IEnumerable<string> Records() => (Element?.Records() ?? []).Concat(Members.SelectMany(static member => member.Shape.Records())).Concat(
        Kind is WorldKind.Record && Members.Count > 0 ? [$"public sealed record {Name}({string.Join(", ", Members.Select(static member => $"{member.Shape.Type} {Pascal(member.Key)}"))});"] : []);

    /// <summary>A value in its type.</summary>
    /// <param name="value">The value; undefined where it is absent.</param>
    /// <param name="find">Finds a record's type by its name.</param>
    /// <param name="tree">The record around it, which its children are too.</param>
    public object? Make(JsonElement value, Func<string, Type> find, WorldShape? tree = null)
    {
        if (Kind is WorldKind.Record && Members.Count == 0)
        {
            return tree!.Make(value, find);
        }

        if (value.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined)
        {
            return null;
        }

        switch (Kind)
        {
            case WorldKind.List:
                Array list = Array.CreateInstance(Element!.Runtime(find), value.GetArrayLength());
                int index = 0;
                foreach (JsonElement item in value.EnumerateArray())
                {
                    list.SetValue(Element.Make(item, find, tree), index++);
                }

                return list;
            case WorldKind.Dictionary:
                var dictionary = (System.Collections.IDictionary)Activator.CreateInstance(Runtime(find))!;
                foreach (JsonProperty one in value.EnumerateObject())
                {
                    dictionary.Add(one.Name, Element!.Make(one.Value, find));
                }

                return dictionary;
            case WorldKind.Record:
                return Activator.CreateInstance(find(Name), [.. Members.Select(member => member.Shape.Make(value.TryGetProperty(member.Key, out JsonElement part) ? part : default, find, this))]);
            case WorldKind.Any:
                return Untyped(value);
            default:
                return Scalar switch { "string" => value.GetString(), "bool" => value.GetBoolean(), "long" or "int" => value.GetInt64(), _ => value.GetDouble() };
        }
    }

    /// <summary><c>max_conns</c> as C# writes it.</summary>
    public static string Pascal(string name) => string.Concat(name.Split('_', '-').Select(static part => part.Length == 0 ? "" : char.ToUpper(part[0], CultureInfo.InvariantCulture) + part[1..]));

    private static string NameOf(string path) => string.Concat(path.Split('.').Select(static part => part == "*" ? "Item" : Pascal(part))) + "Model";

    private static WorldShape Common(IEnumerable<WorldShape> shapes) => shapes.Aggregate((WorldShape?)null, static (all, one) => all is null ? one : Merge(all, one)) is { } common
        ? common.Kind is WorldKind.Null ? s_any : common
        : s_unknown;

    private static WorldShape Merge(WorldShape one, WorldShape other)
    {
        bool isNullable = one.IsNullable || other.IsNullable;
        if (one.Kind is WorldKind.Null || other.Kind is WorldKind.Null)
        {
            return (one.Kind is WorldKind.Null ? other : one) with { IsNullable = isNullable };
        }

        if (one.Kind != other.Kind || (one.Kind is WorldKind.Scalar && one.Scalar != other.Scalar))
        {
            return s_any;
        }

        return one.Kind switch
        {
            WorldKind.List or WorldKind.Dictionary => one with { IsNullable = isNullable, Element = Merge(one.Element!, other.Element!) },
            WorldKind.Record => one with
            {
                IsNullable = isNullable,
                Members =
                [
                    .. one.Members.Select(member => (member.Key, other.Find(member.Key) is { } same ? Merge(member.Shape, same) : member.Shape with { IsNullable = true })),
                    .. other.Members.Where(member => one.Find(member.Key) is null).Select(static member => (member.Key, member.Shape with { IsNullable = true })),
                ],
            },
            _ => one with { IsNullable = isNullable },
        };
    }

    private WorldShape? Find(string key) => Members.FirstOrDefault(member => member.Key == key).Shape;

    private Type Runtime(Func<string, Type> find)
    {
        Type type = Kind switch
        {
            WorldKind.List => typeof(IReadOnlyList<>).MakeGenericType(Element!.Runtime(find)),
            WorldKind.Dictionary => typeof(Dictionary<,>).MakeGenericType(typeof(string), Element!.Runtime(find)),
            WorldKind.Record => find(Name),
            _ => Scalar switch { "string" => typeof(string), "bool" => typeof(bool), "long" => typeof(long), "int" => typeof(int), "double" => typeof(double), _ => typeof(object) },
        };
        return IsNullable && type.IsValueType ? typeof(Nullable<>).MakeGenericType(type) : type;
    }

    private static object? Untyped(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number => value.TryGetInt64(out long number) ? (object)number : value.GetDouble(),
        JsonValueKind.Array => value.EnumerateArray().Select(Untyped).ToList(),
        _ => value.EnumerateObject().ToDictionary(static one => one.Name, static one => Untyped(one.Value)),
    };
}
