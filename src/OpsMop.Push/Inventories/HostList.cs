namespace OpsMop.Push.Inventories;

/// <summary>Reads hosts that stand on the command line in the place of an inventory: <c>web1,</c> or <c>web1,deploy@web2:2222</c>.</summary>
internal static class HostList
{
    /// <summary>Reads them.</summary>
    public static void Read(string text, Inventory inventory)
    {
        foreach (var item in text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var at = item.LastIndexOf('@');
            var (name, port) = AnsibleHostName.Read(item[(at + 1)..]);
            var settings = new ConnectionSettings { User = at > 0 ? item[..at] : null, Port = port };
            foreach (var host in inventory.Range(name, new SourceLocation("--inventory", 0)))
            {
                if (settings.User is not null || settings.Port.IsGiven)
                {
                    host.Add(InventoryLayer.Of(settings, new SourceLocation("--inventory", 0)));
                }
            }
        }
    }
}
