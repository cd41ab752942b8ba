using System.Text.Json;
using OpsMop.Engine.Data;
using OpsMop.Parsing;

namespace OpsMop.Push.Inventories;

/// <summary>Reads our own form of an inventory: <c>hosts</c>, <c>groups</c>, and <c>connect</c> and <c>vars</c> of all hosts.</summary>
internal sealed class YamlInventory(YamlData data, string file, InventoryReading reading)
{
    private static readonly string[] s_rootKeys = ["hosts", "groups", "connect", "vars"];
    private static readonly string[] s_groupKeys = ["hosts", "children", "connect", "vars"];
    private static readonly string[] s_hostKeys = ["connect", "vars", "groups"];

    /// <summary>Whether data looks like our form.</summary>
    public static bool IsLike(JsonElement root) => root.EnumerateObject().Any(member => s_rootKeys.Contains(member.Name, StringComparer.Ordinal));

    /// <summary>Reads a whole inventory.</summary>
    public void Read()
    {
        var said = ReadMembers(data.Root, "", "An inventory", s_rootKeys, (key, value, at) =>
        {
            if (key == "hosts")
            {
                ReadHosts(value, at, null);
            }
            else if (value.ValueKind == JsonValueKind.Object)
            {
                foreach (var group in value.EnumerateObject())
                {
                    ReadGroup(group.Name, group.Value, Join(at, group.Name));
                }
            }
            else if (value.ValueKind != JsonValueKind.Null)
            {
                Wrong(at, "groups: expected groups by their names, such as web: {hosts: [web01]}.");
            }
        });
        if (said is not null)
        {
            reading.Inventory.All.Add(said);
        }
    }

    /// <summary>Reads a file that describes one group.</summary>
    /// <param name="name">The name of the group.</param>
    public void ReadGroup(string name) => ReadGroup(name, data.Root, "");

    /// <summary>Reads a file that describes one host.</summary>
    /// <param name="name">The name of the host.</param>
    public void ReadHost(string name) => ReadHost(name, data.Root, "", null);

    private static string Join(string path, string key) => path.Length == 0 ? key : $"{path}.{key}";

    private SourceLocation At(string path) => new(file, data.LineOf(path));

    private void Wrong(string path, string message) => reading.Faults.Report(InventoryFaults.WrongValue, At(path), message);

    private void UnknownKey(string key, string path, string what, string[] known)
    {
        var hint = ConnectionSetting.Find(key) is { } setting ? $" It is a setting of the connection: write connect: {{{setting.Name}: …}}."
            : Suggestion.DidYouMean(key, known) is { Length: > 0 } nearest ? nearest
            : key is "variables" ? " Did you mean 'vars'?"
            : $" It has {string.Join(", ", known)}.";
        reading.Faults.Report(InventoryFaults.UnknownSetting, At(path), $"{what} has no '{key}'.{hint}");
    }

    private void ReadGroup(string name, JsonElement body, string path)
    {
        var group = reading.Inventory.Group(name, At(path));
        if (body.ValueKind == JsonValueKind.Null)
        {
            return;
        }

        if (body.ValueKind is JsonValueKind.Array or JsonValueKind.String)
        {
            // The shortest that can be meant: web: [web01, web02].
            ReadHosts(body, path, group);
            return;
        }

        if (body.ValueKind != JsonValueKind.Object)
        {
            Wrong(path, $"The group {name}: expected {string.Join(", ", s_groupKeys)}.");
            return;
        }

        var said = ReadMembers(body, path, "A group", s_groupKeys, (key, value, at) =>
        {
            if (key == "hosts")
            {
                ReadHosts(value, at, group);
            }
            else
            {
                ReadNames(value, at, "groups", child => reading.Contains(group, child.Name, child.At));
            }
        });
        if (said is not null)
        {
            group.Add(said);
        }
    }

    private void ReadHosts(JsonElement hosts, string path, InventoryGroup? group)
    {
        if (hosts.ValueKind == JsonValueKind.Object)
        {
            foreach (var host in hosts.EnumerateObject())
            {
                ReadHost(host.Name, host.Value, Join(path, host.Name), group);
            }

            return;
        }

        ReadNames(hosts, path, "hosts", host => Add(host.Name, host.At, group));
    }

    private IReadOnlyList<InventoryHost> Add(string name, SourceLocation at, InventoryGroup? group)
    {
        var hosts = reading.Inventory.Range(name, at);
        if (group is not null)
        {
            foreach (var host in hosts)
            {
                group.Add(host);
            }
        }

        return hosts;
    }

    private void ReadHost(string name, JsonElement body, string path, InventoryGroup? group)
    {
        var hosts = Add(name, At(path), group);
        if (hosts.Count == 0 || body.ValueKind == JsonValueKind.Null)
        {
            return;
        }

        if (body.ValueKind != JsonValueKind.Object)
        {
            Wrong(path, $"The host {name}: expected {string.Join(", ", s_hostKeys)}.");
            return;
        }

        var said = ReadMembers(
            body, path, "A host", s_hostKeys, (_, value, at) => ReadNames(value, at, "groups", one => reading.IsIn(hosts, one.Name, one.At)));
        if (said is not null)
        {
            foreach (var host in hosts)
            {
                host.Add(said);
            }
        }
    }

    /// <summary>Reads what an inventory, a group or a host has: <c>connect</c> and <c>vars</c> of all three, and what is its own.</summary>
    /// <param name="body">It.</param>
    /// <param name="path">Where it is.</param>
    /// <param name="what">What it is, as the beginning of a sentence.</param>
    /// <param name="known">The keys that it may have.</param>
    /// <param name="readOwn">Reads another of these keys: the key, its value, and where it is.</param>
    /// <returns>What <c>connect</c> and <c>vars</c> say, if they do.</returns>
    private InventoryLayer? ReadMembers(JsonElement body, string path, string what, string[] known, Action<string, JsonElement, string> readOwn)
    {
        ConnectionSettings? connect = null;
        JsonElement vars = default;
        foreach (var member in body.EnumerateObject())
        {
            var at = Join(path, member.Name);
            switch (member.Name)
            {
                case "connect":
                    connect = Connect(member.Value, at);
                    break;
                case "vars":
                    vars = Vars(member.Value, at);
                    break;
                case var key when known.Contains(key, StringComparer.Ordinal):
                    readOwn(key, member.Value, at);
                    break;
                default:
                    UnknownKey(member.Name, at, what, known);
                    break;
            }
        }

        return Layer(connect, Join(path, "connect"), vars, Join(path, "vars"), data.LineOf(path));
    }

    private void ReadNames(JsonElement names, string path, string what, Action<(string Name, SourceLocation At)> take)
    {
        switch (names.ValueKind)
        {
            case JsonValueKind.Null:
                break;
            case JsonValueKind.String:
                take((names.GetString()!, At(path)));
                break;
            case JsonValueKind.Object when what == "groups":
                foreach (var group in names.EnumerateObject())
                {
                    // As Ansible nests them.
                    ReadGroup(group.Name, group.Value, Join(path, group.Name));
                    take((group.Name, At(Join(path, group.Name))));
                }

                break;
            case JsonValueKind.Array:
                var i = 0;
                foreach (var item in names.EnumerateArray())
                {
                    var at = $"{path}[{i++}]";
                    if (item.ValueKind is JsonValueKind.String or JsonValueKind.Number)
                    {
                        take((item.ValueKind == JsonValueKind.String ? item.GetString()! : item.GetRawText(), At(at)));
                    }
                    else
                    {
                        Wrong(at, item.ValueKind == JsonValueKind.Object
                            ? $"{what}: expected names in this list. To say more of one, write a mapping: no hyphen before the name, and what belongs to it below."
                            : $"{what}: expected a name.");
                    }
                }

                break;
            default:
                Wrong(path, $"{what}: expected a list of names.");
                break;
        }
    }

    private ConnectionSettings? Connect(JsonElement value, string path) =>
        ConnectionReader.Read(value, new LinesBelow(data.Lines, path, value), file, data.LineOf(path), reading.Faults);

    private JsonElement Vars(JsonElement value, string path)
    {
        if (value.ValueKind is JsonValueKind.Object)
        {
            return value;
        }

        if (value.ValueKind != JsonValueKind.Null)
        {
            Wrong(path, "vars: expected roles, with their variables below them, such as web: {workers: 8}.");
        }

        return default;
    }

    private InventoryLayer? Layer(ConnectionSettings? connect, string connectPath, JsonElement vars, string varsPath, int line) =>
        connect is null && vars.ValueKind == JsonValueKind.Undefined ? null : new InventoryLayer
        {
            Source = file,
            Line = line,
            Connection = connect,
            ConnectionLines = new LinesBelow(data.Lines, connectPath, default),
            Values = vars,
            Lines = new LinesBelow(data.Lines, varsPath, vars),
        };
}
