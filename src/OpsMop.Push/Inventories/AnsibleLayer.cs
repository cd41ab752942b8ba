using System.Text.Json;

namespace OpsMop.Push.Inventories;

/// <summary>Makes a layer of the variables that an inventory of Ansible has for a host or group.</summary>
internal static class AnsibleLayer
{
    private const string Priority = "ansible_group_priority";

    /// <summary>The layer; <see langword="null"/> where there is nothing in it.</summary>
    /// <param name="variables">The variables.</param>
    /// <param name="lines">Their lines.</param>
    /// <param name="file">The file.</param>
    /// <param name="line">The line of the whole.</param>
    /// <param name="faults">Takes what is wrong.</param>
    /// <param name="isSeparate">Whether the file is one of <c>group_vars</c> or <c>host_vars</c>.</param>
    public static InventoryLayer? Of(JsonElement variables, IReadOnlyDictionary<string, int> lines, string file, int line, InventoryFaults faults, bool isSeparate = false)
    {
        if (variables.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        var settings = AnsibleConnection.Read(
            variables,
            name => new SourceLocation(file, lines.TryGetValue(name, out var own) ? own : line),
            faults,
            out var settingLines);
        return new InventoryLayer
        {
            Source = file,
            Line = line,
            Connection = settings,
            ConnectionLines = settingLines ?? [],
            Values = variables,
            Lines = lines,
            IsFree = true,
            IsSeparate = isSeparate,
        };
    }

    /// <summary>Says it of a group, with the group's priority if the variables have one.</summary>
    public static void AddTo(InventoryGroup group, InventoryLayer layer)
    {
        group.Add(layer);
        if (layer.Values.TryGetProperty(Priority, out var priority) && priority.ValueKind == JsonValueKind.Number && priority.TryGetInt32(out var number))
        {
            group.Priority = number;
        }
    }
}
