using System.Text.Json;
using OpsMop.Engine.Data;
using OpsMop.Parsing;

namespace OpsMop.Push.Inventories;

/// <summary>Reads an inventory that was written for Ansible in YAML: groups at the top, each with <c>hosts</c>, <c>children</c> and <c>vars</c>.</summary>
internal sealed class AnsibleYamlInventory(YamlData data, string file, InventoryReading reading)
{
    private static readonly string[] s_keys = ["hosts", "children", "vars"];

    /// <summary>Whether data looks like this form.</summary>
    public static bool IsLike(JsonElement root) =>
        root.EnumerateObject().Any(group =>
            group.Name is "all" or "ungrouped"
            || (group.Value.ValueKind == JsonValueKind.Object && group.Value.EnumerateObject().Any(member => s_keys.Contains(member.Name, StringComparer.Ordinal))));

    /// <summary>Reads it.</summary>
    public void Read()
    {
        foreach (var group in data.Root.EnumerateObject())
        {
            ReadGroup(group.Name, group.Value, group.Name);
        }
    }

    private SourceLocation At(string path) => new(file, data.LineOf(path));

    private void Wrong(string path, string message) => reading.Faults.Report(InventoryFaults.WrongValue, At(path), message);

    private static IEnumerable<(string Name, string Path)> Items(JsonElement list, string path) =>
        list.EnumerateArray().Select((item, i) => (item.ToString(), $"{path}[{i}]"));

    private void ReadGroup(string name, JsonElement body, string path)
    {
        var group = reading.Inventory.Group(name, At(path));
        if (body.ValueKind == JsonValueKind.Null)
        {
            return;
        }

        if (body.ValueKind != JsonValueKind.Object)
        {
            Wrong(path, $"The group {name}: expected hosts, children and vars.");
            return;
        }

        foreach (var member in body.EnumerateObject())
        {
            var at = $"{path}.{member.Name}";
            switch (member.Name)
            {
                case "hosts":
                    ReadHosts(member.Value, at, group);
                    break;
                case "children" when member.Value.ValueKind == JsonValueKind.Object:
                    foreach (var child in member.Value.EnumerateObject())
                    {
                        // First that it is there, then what it says: of a cycle the inner edge is the one that closes it.
                        var below = $"{at}.{child.Name}";
                        group.Add(reading.Inventory.Group(child.Name, At(below)), At(below));
                        ReadGroup(child.Name, child.Value, below);
                    }

                    break;
                case "children" when member.Value.ValueKind == JsonValueKind.Array:
                    // As scripts print it.
                    foreach (var (child, below) in Items(member.Value, at))
                    {
                        reading.Contains(group, child, At(below));
                    }

                    break;
                case "vars" when AnsibleLayer.Of(member.Value, new LinesBelow(data.Lines, at, member.Value), file, data.LineOf(at), reading.Faults) is { } layer:
                    AnsibleLayer.AddTo(group, layer);
                    break;
                case "children" or "vars" when member.Value.ValueKind == JsonValueKind.Null:
                    break;
                case "children" or "vars":
                    Wrong(at, $"{member.Name}: expected a mapping, as Ansible has it{(member.Name == "children" ? ": a group in each line, with a colon after it" : "")}.");
                    break;
                default:
                    reading.Faults.Report(
                        InventoryFaults.UnknownSetting,
                        At(at),
                        $"A group of an inventory of Ansible has no '{member.Name}'.{(Suggestion.DidYouMean(member.Name, s_keys) is { Length: > 0 } hint ? hint : " It has hosts, children and vars.")}");
                    break;
            }
        }
    }

    private void ReadHosts(JsonElement hosts, string path, InventoryGroup group)
    {
        switch (hosts.ValueKind)
        {
            case JsonValueKind.Null:
                break;
            case JsonValueKind.String:
                ReadHost(hosts.GetString()!, default, path, group);
                break;
            case JsonValueKind.Object:
                foreach (var host in hosts.EnumerateObject())
                {
                    ReadHost(host.Name, host.Value, $"{path}.{host.Name}", group);
                }

                break;
            case JsonValueKind.Array:
                foreach (var (host, at) in Items(hosts, path))
                {
                    ReadHost(host, default, at, group);
                }

                break;
            default:
                Wrong(path, "hosts: expected a mapping, as Ansible has it: a host in each line, with a colon after it.");
                break;
        }
    }

    private void ReadHost(string text, JsonElement body, string path, InventoryGroup group)
    {
        var line = data.LineOf(path);
        var (name, port) = AnsibleHostName.Read(text);
        var layer = AnsibleLayer.Of(body, new LinesBelow(data.Lines, path, body), file, line, reading.Faults);
        foreach (var host in reading.Inventory.Range(name, new(file, line)))
        {
            group.Add(host);
            AnsibleHostName.AddPort(host, port, file, line);
            if (layer is not null)
            {
                host.Add(layer);
            }
        }
    }
}
