using System.Text.Json;
using OpsMop.Engine.Data;

namespace OpsMop.Push.Inventories;

/// <summary>Reads what an inventory script prints for <c>--list</c>: an object of groups, and the variables of hosts in <c>_meta</c>.</summary>
internal sealed class AnsibleListInventory(JsonElement root, string file, InventoryReading reading)
{
    private static readonly Dictionary<string, int> s_noLines = [];

    private readonly SourceLocation _at = new(file, 0);

    /// <summary>Whether data can be nothing else. What is left looks like Ansible's YAML, and is read as such.</summary>
    public static bool IsLike(JsonElement root) => root.EnumerateObject().Any(group => group.Name == "_meta" || group.Value.ValueKind == JsonValueKind.Array);

    /// <summary>Whether it has the variables of hosts itself. Otherwise they are asked for, host by host.</summary>
    public bool HasHostVariables => root.TryGetProperty("_meta", out var meta) && meta.ValueKind == JsonValueKind.Object && meta.TryGetProperty("hostvars", out _);

    /// <summary>Reads it.</summary>
    /// <returns>The hosts that it names.</returns>
    public IReadOnlyList<InventoryHost> Read()
    {
        var hosts = new List<InventoryHost>();
        foreach (var member in root.EnumerateObject().Where(member => member.Name != "_meta"))
        {
            var group = reading.Inventory.Group(member.Name, _at);
            if (member.Value.ValueKind == JsonValueKind.Array)
            {
                AddHosts(group, member.Value, hosts);
                continue;
            }

            if (member.Value.ValueKind != JsonValueKind.Object)
            {
                reading.Faults.Report(InventoryFaults.WrongValue, _at, $"The group {member.Name}: expected a list of hosts, or an object of hosts, children and vars.");
                continue;
            }

            foreach (var part in member.Value.EnumerateObject())
            {
                switch (part.Name)
                {
                    case "hosts" when part.Value.ValueKind == JsonValueKind.Array:
                        AddHosts(group, part.Value, hosts);
                        break;
                    case "children" when part.Value.ValueKind == JsonValueKind.Array:
                        foreach (var child in part.Value.EnumerateArray().Where(child => child.ValueKind == JsonValueKind.String))
                        {
                            // Scripts name groups that they have no hosts for.
                            group.Add(reading.Inventory.Group(child.GetString()!, _at), _at);
                        }

                        break;
                    case "vars" when AnsibleLayer.Of(part.Value, s_noLines, file, 0, reading.Faults) is { } layer:
                        AnsibleLayer.AddTo(group, layer);
                        break;
                    case "hosts" or "children" or "vars" when part.Value.ValueKind != JsonValueKind.Null:
                        reading.Faults.Report(InventoryFaults.WrongValue, _at, $"The group {member.Name}: {part.Name} is no {(part.Name == "vars" ? "object" : "list")}.");
                        break;
                }
            }
        }

        if (HasHostVariables && root.GetProperty("_meta").GetProperty("hostvars") is { ValueKind: JsonValueKind.Object } variables)
        {
            foreach (var host in variables.EnumerateObject())
            {
                // Ansible passes over variables of hosts that are in no group.
                if (reading.Inventory.FindHost(host.Name) is { } known)
                {
                    AddVariables(known, host.Value);
                }
            }
        }

        return hosts;
    }

    /// <summary>Says the variables of a host.</summary>
    public void AddVariables(InventoryHost host, JsonElement variables)
    {
        if (AnsibleLayer.Of(variables, s_noLines, file, 0, reading.Faults) is { } layer)
        {
            host.Add(layer);
        }
    }

    private void AddHosts(InventoryGroup group, JsonElement names, List<InventoryHost> hosts)
    {
        foreach (var name in names.EnumerateArray().Where(name => name.ValueKind == JsonValueKind.String))
        {
            var host = reading.Inventory.Host(name.GetString()!, _at);
            hosts.Add(host);
            group.Add(host);
        }
    }
}
