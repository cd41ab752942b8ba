namespace OpsMop.Push.Inventories;

/// <summary>The name of a host as Ansible writes it, where a port may stand behind it: <c>web[01:50]:2222</c>, <c>[2001:db8::1]:22</c>.</summary>
internal static class AnsibleHostName
{
    /// <summary>The name and the port; no port where there is none.</summary>
    public static (string Name, Port Port) Read(string text)
    {
        // An IPv6 address in brackets is no range.
        if (text.StartsWith('[')
            && text.IndexOf(']', StringComparison.Ordinal) is var end && end > 0
            && text.IndexOf(':', StringComparison.Ordinal) is var first && text.IndexOf(':', first + 1) is var second && second < end && second > 0
            && System.Net.IPAddress.TryParse(text[1..end], out _))
        {
            return (text[1..end], end + 1 < text.Length && text[end + 1] == ':' ? text[(end + 2)..] : default(Port));
        }

        var colon = text.LastIndexOf(':');
        var bracket = text.LastIndexOf(']');
        return colon > 0 && bracket < colon && text.AsSpan(bracket + 1, colon - bracket - 1).IndexOf(':') < 0 && colon + 1 < text.Length
            && !text.AsSpan(colon + 1).ContainsAnyExceptInRange('0', '9')
            ? (text[..colon], text[(colon + 1)..])
            : (text, default(Port));
    }

    /// <summary>Says the port of a host, if there is one.</summary>
    public static void AddPort(InventoryHost host, Port port, string file, int line)
    {
        if (port.IsGiven)
        {
            host.Add(InventoryLayer.Of(new ConnectionSettings { Port = port }, new(file, line)));
        }
    }
}
