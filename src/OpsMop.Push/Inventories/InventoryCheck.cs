using OpsMop.Parsing;

namespace OpsMop.Push.Inventories;

/// <summary>Checks what only the whole inventory shows: settings that code gave, and through whom hosts are reached.</summary>
internal static class InventoryCheck
{
    /// <summary>Checks it.</summary>
    /// <param name="loaded">The inventory.</param>
    /// <param name="faults">Takes what is wrong.</param>
    public static void Check(LoadedInventory loaded, InventoryFaults faults)
    {
        var inventory = loaded.Inventory;
        var seen = new HashSet<InventoryLayer>();
        foreach (var layer in inventory.Groups.SelectMany(group => group.Layers).Concat(inventory.Hosts.SelectMany(host => host.Layers)))
        {
            // A range says the same of many hosts.
            if (layer.Connection is { } settings && seen.Add(layer) && Fault(settings) is { } fault)
            {
                faults.Report(InventoryFaults.WrongValue, layer.LocationOf(fault.Setting), $"{fault.Setting}: {fault.Error}");
            }
        }

        CheckVia(loaded, faults);
    }

    /// <summary>What is wrong with settings that code gave; <see langword="null"/> if nothing is.</summary>
    public static (string Setting, string Error)? Fault(ConnectionSettings settings) =>
        settings.Port.Error is { } port ? ("port", port)
        : settings.Timeout.Error is { } timeout ? ("timeout", timeout)
        : settings.Persist.Error is { } persist ? ("persist", persist)
        : null;

    /// <summary>A host that is reached through one that is not there.</summary>
    /// <param name="inventory">The inventory.</param>
    /// <param name="host">The host.</param>
    /// <param name="via">The one that is not there.</param>
    public static string UnknownVia(Inventory inventory, string host, string via) =>
        inventory.FindGroup(via) is not null
            ? $"{host} is reached via '{via}', which is a group; name one host."
            : $"{host} is reached via '{via}', and there is no such host in the inventory.{Suggestion.DidYouMean(via, inventory.Hosts.Select(known => known.Name))}";

    private static void CheckVia(LoadedInventory loaded, InventoryFaults faults)
    {
        var inventory = loaded.Inventory;
        var next = new InventoryHost?[inventory.Hosts.Count];
        var wrong = new HashSet<SourceLocation>();
        foreach (var host in inventory.Hosts)
        {
            if (loaded.ViaOf(host, loaded.SettingsOf(host)) is not { } via)
            {
                continue;
            }

            next[host.Order] = inventory.FindHost(via);
            if (next[host.Order] is null && Origin(loaded, host) is var at && wrong.Add(at))
            {
                faults.Report(InventoryFaults.Unknown, at, UnknownVia(inventory, host.Name, via));
            }
        }

        // Each host has one way; a way that comes back to itself is a cycle, told once.
        var state = new byte[next.Length];
        foreach (var start in inventory.Hosts)
        {
            var way = new List<InventoryHost>();
            var host = start;
            while (host is not null && state[host.Order] == 0)
            {
                state[host.Order] = 1;
                way.Add(host);
                host = next[host.Order];
            }

            if (host is not null && state[host.Order] == 1)
            {
                var cycle = way[way.IndexOf(host)..].Append(host).Select(one => one.Name);
                faults.Report(
                    InventoryFaults.Cycle,
                    Origin(loaded, host),
                    $"Hosts are reached through each other: {string.Join(" → ", cycle)}. Say via: none for the one that is reached directly.");
            }

            foreach (var one in way)
            {
                state[one.Order] = 2;
            }
        }
    }

    private static SourceLocation Origin(LoadedInventory loaded, InventoryHost host) => loaded.OriginOf(host, ConnectionSetting.Find("via")!).At;
}
