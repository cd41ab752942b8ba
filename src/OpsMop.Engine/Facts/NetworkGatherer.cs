using System.Globalization;
using System.Net;
using System.Numerics;
using System.Text.Json;

namespace OpsMop.Engine.Facts;

/// <summary>
/// Finds out names and addresses. No name is looked up over the network, so that a dead name server cannot hold up a run.
/// </summary>
/// <remarks>
/// Linux has no file that says which interface an IPv4 address is on, and its routing tables are huge on a router. So this machine's kernel is
/// asked directly; another's with <c>ip -j</c>, which is exact, or <c>ifconfig</c>; where neither is there, the files of
/// <c>/proc/net</c> and <c>/sys/class/net</c> are put together, which finds every address, and the interface by the network that it is in.
/// </remarks>
internal static class NetworkGatherer
{
    public static async ValueTask<NetworkFacts> GatherAsync(ISystemReader system, FactSource source)
    {
        string name = await NameAsync(system, source).ConfigureAwait(false);
        string full = FullName(name, await system.ReadTextOrNullAsync("/etc/hosts").ConfigureAwait(false) ?? "");
        (IEnumerable<NetworkInterfaceFacts> interfaces, Route? route) = source switch
        {
            FactSource.Image => ([], null),
            FactSource.ThisMachine => await ThisMachineNetwork.ReadAsync(system).ConfigureAwait(false),
            _ => await AskIpAsync(system).ConfigureAwait(false) ?? await ReadFilesAsync(system).ConfigureAwait(false) ?? await AskIfconfigAsync(system).ConfigureAwait(false),
        };
        return new NetworkFacts
        {
            HostName = full.Split('.')[0],
            FullName = full,
            Interfaces = [.. interfaces.OrderBy(one => one.Name, StringComparer.Ordinal)],
            DefaultInterface = route?.Interface,
            DefaultGateway = route?.Gateway,
        };
    }

    /// <summary>A default route.</summary>
    internal sealed record Route(string Interface, IPAddress? Gateway, long Metric);

    /// <summary>A hardware address as facts state it; all zeros is none.</summary>
    internal static string HardwareAddress(string address) => address.Trim().ToLowerInvariant() is var text && text.All(c => c is '0' or ':') ? "" : text;

    /// <summary>The default route of a line of <c>/proc/net/route</c>; <see langword="null"/> for any other line.</summary>
    internal static Route? DefaultOf(string line)
    {
        string[] fields = line.Split('\t', StringSplitOptions.TrimEntries);
        return fields is [var device, "00000000", var gateway, _, _, _, var metric, "00000000", ..]
            && uint.TryParse(gateway, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out uint address)
            && long.TryParse(metric, NumberStyles.None, CultureInfo.InvariantCulture, out long number)
            ? new Route(device, address == 0 ? null : new IPAddress(address), number)
            : null;
    }

    /// <summary>The default route of a line of <c>/proc/net/ipv6_route</c>; <see langword="null"/> for any other line, and for the kernel's own "unreachable".</summary>
    internal static Route? Default6Of(string line)
    {
        string[] fields = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        const string Nothing = "00000000000000000000000000000000";
        return fields is [Nothing, "00", _, _, var gateway, var metric, _, _, _, var device] && device != "lo"
            && long.TryParse(metric, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out long number)
            ? new Route(device, gateway == Nothing ? null : new IPAddress(Convert.FromHexString(gateway)), number)
            : null;
    }

    /// <summary>The default route in the words of a BSD's <c>route -n get default</c>.</summary>
    internal static Route? RouteOf(string answer)
    {
        string Value(string key) => answer.Split('\n').Select(line => line.Trim()).FirstOrDefault(line => line.StartsWith(key, StringComparison.Ordinal))?[key.Length..].Trim() ?? "";
        return Value("interface:") is { Length: > 0 } device
            ? new Route(device, IPAddress.TryParse(Value("gateway:").Split('%')[0], out IPAddress? gateway) ? gateway : null, 0)
            : null;
    }

    private static async ValueTask<string> NameAsync(ISystemReader system, FactSource source)
    {
        string? name = source == FactSource.Image ? null : await system.ReadTextOrNullAsync("/proc/sys/kernel/hostname").ConfigureAwait(false);
        name ??= source switch
        {
            FactSource.ThisMachine => Dns.GetHostName(),
            FactSource.AnySystem => await system.AskAsync("uname", "-n").ConfigureAwait(false),
            _ => null,
        };
        name ??= (await system.ReadTextOrNullAsync("/etc/hostname").ConfigureAwait(false))?.Split('\n').FirstOrDefault(line => !line.StartsWith('#'));
        return name?.Trim() is { Length: > 0 } known ? known : "localhost";
    }

    private static string FullName(string name, string hosts)
    {
        if (name.Contains('.'))
        {
            return name;
        }

        // As hostname -f finds it where /etc/hosts knows the host: the canonical name comes first.
        foreach (string line in hosts.Split('\n'))
        {
            string[] names = line.Split('#')[0].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            if (names.Skip(1).Contains(name, StringComparer.OrdinalIgnoreCase)
                && names.Skip(1).FirstOrDefault(one => one.StartsWith(name + ".", StringComparison.OrdinalIgnoreCase)) is { } full)
            {
                return full;
            }
        }

        return name;
    }

    private static async ValueTask<(IEnumerable<NetworkInterfaceFacts> Interfaces, Route? Route)?> AskIpAsync(ISystemReader system)
    {
        ValueTask<string?> addresses = system.AskAsync("ip", "-j", "address");
        ValueTask<string?> routes = system.AskAsync("ip", "-j", "route", "show", "default");
        string? addressText = await addresses.ConfigureAwait(false);
        string? routeText = await routes.ConfigureAwait(false);
        try
        {
            if (addressText is null)
            {
                return null;
            }

            using JsonDocument document = JsonDocument.Parse(addressText);
            var interfaces = new List<NetworkInterfaceFacts>();
            foreach (JsonElement link in document.RootElement.EnumerateArray())
            {
                // ip prints an empty object for what its filters leave out.
                if (Text(link, "ifname") is { Length: > 0 } name)
                {
                    IPAddress[] own = link.TryGetProperty("addr_info", out JsonElement list)
                        ? [.. list.EnumerateArray().Select(one => IPAddress.TryParse(Text(one, "local"), out IPAddress? address) ? address : null).OfType<IPAddress>()]
                        : [];
                    interfaces.Add(new(name, HardwareAddress(Text(link, "address")), Text(link, "link_type") == "loopback", own));
                }
            }

            Route? route = BestOf(routeText)
                ?? BestOf(await system.AskAsync("ip", "-j", "-6", "route", "show", "default").ConfigureAwait(false));
            return (interfaces, route);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // An ip that does not know -j may print text all the same.
            return null;
        }

        static string Text(JsonElement element, string name) =>
            element.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";

        static Route? BestOf(string? json)
        {
            if (json is null)
            {
                return null;
            }

            using JsonDocument document = JsonDocument.Parse(json);
            return document.RootElement.EnumerateArray()
                .Where(one => Text(one, "dev").Length > 0)
                .Select(one => new Route(
                    Text(one, "dev"),
                    IPAddress.TryParse(Text(one, "gateway"), out IPAddress? gateway) ? gateway : null,
                    one.TryGetProperty("metric", out JsonElement metric) && metric.TryGetInt64(out long number) ? number : 0))
                .MinBy(one => one.Metric);
        }
    }

    private static async ValueTask<(IEnumerable<NetworkInterfaceFacts> Interfaces, Route? Route)?> ReadFilesAsync(ISystemReader system)
    {
        IReadOnlyList<string> names;
        try
        {
            names = await system.ListAsync("/sys/class/net").ConfigureAwait(false);
        }
        catch (SystemFaultException)
        {
            return null;
        }

        string routes = await system.ReadTextOrNullAsync("/proc/net/route").ConfigureAwait(false) ?? "";
        string trie = await system.ReadTextOrNullAsync("/proc/net/fib_trie").ConfigureAwait(false) ?? "";
        string inet6 = await system.ReadTextOrNullAsync("/proc/net/if_inet6").ConfigureAwait(false) ?? "";
        string routes6 = await system.ReadTextOrNullAsync("/proc/net/ipv6_route").ConfigureAwait(false) ?? "";
        Route? route = routes.Split('\n').Select(DefaultOf).OfType<Route>().MinBy(one => one.Metric)
            ?? routes6.Split('\n').Select(Default6Of).OfType<Route>().MinBy(one => one.Metric);

        var addresses = names.ToDictionary(name => name, _ => new List<IPAddress>(), StringComparer.Ordinal);
        string[] loopbacks = [.. names.Where(name => name.StartsWith("lo", StringComparison.Ordinal) && name.Skip(2).All(char.IsAsciiDigit))];
        foreach (IPAddress address in LocalAddresses(trie))
        {
            string? owner = address.GetAddressBytes()[0] == 127 ? loopbacks.FirstOrDefault() : ConnectedTo(address, routes) ?? route?.Interface;
            if (owner is not null && addresses.TryGetValue(owner, out List<IPAddress>? own))
            {
                own.Add(address);
            }
        }

        foreach (string line in inet6.Split('\n'))
        {
            string[] fields = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            if (fields is [{ Length: 32 } hex, .., var device] && hex.All(char.IsAsciiHexDigit) && addresses.TryGetValue(device, out List<IPAddress>? own))
            {
                own.Add(new IPAddress(Convert.FromHexString(hex)));
            }
        }

        var interfaces = new List<NetworkInterfaceFacts>();
        foreach (string name in names)
        {
            // The folder also holds files such as bonding_masters, which have no address.
            if (AbsolutePath.Root / $"sys/class/net/{name}/address" is { Error: null } path
                && await system.ReadTextOrNullAsync(path).ConfigureAwait(false) is { } hardware)
            {
                interfaces.Add(new(name, HardwareAddress(hardware), loopbacks.Contains(name), addresses[name]));
            }
        }

        return (interfaces, route);
    }

    /// <summary>The addresses of the host in <c>/proc/net/fib_trie</c>: a leaf line <c>|-- ADDRESS</c> followed by <c>/32 host LOCAL</c>.</summary>
    private static IEnumerable<IPAddress> LocalAddresses(string trie)
    {
        var seen = new HashSet<IPAddress>();
        IPAddress? leaf = null;
        foreach (string line in trie.Split('\n'))
        {
            string text = line.Trim();
            if (text.StartsWith("|-- ", StringComparison.Ordinal))
            {
                leaf = IPAddress.TryParse(text[4..], out IPAddress? address) ? address : null;
            }
            else if (text == "/32 host LOCAL" && leaf is not null && seen.Add(leaf))
            {
                yield return leaf;
            }
        }
    }

    /// <summary>The interface whose own network an address is in.</summary>
    private static string? ConnectedTo(IPAddress address, string routes)
    {
        uint bits = BitConverter.ToUInt32(address.GetAddressBytes());   // /proc/net/route is in the machine's order of the network's bytes, as this is
        (string? Name, int Length) best = (null, -1);
        foreach (string line in routes.Split('\n'))
        {
            string[] fields = line.Split('\t', StringSplitOptions.TrimEntries);
            if (fields is [var device, var network, "00000000", _, _, _, _, var mask, ..]
                && uint.TryParse(network, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out uint net)
                && uint.TryParse(mask, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out uint ones)
                && ones != 0 && (bits & ones) == net && BitOperations.PopCount(ones) > best.Length)
            {
                best = (device, BitOperations.PopCount(ones));
            }
        }

        return best.Name;
    }

    private static async ValueTask<(IEnumerable<NetworkInterfaceFacts> Interfaces, Route? Route)> AskIfconfigAsync(ISystemReader system)
    {
        var interfaces = new List<NetworkInterfaceFacts>();
        List<IPAddress> addresses = [];
        foreach (string line in (await system.AskAsync("ifconfig", "-a").ConfigureAwait(false) ?? "").Split('\n'))
        {
            string[] words = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            if (words.Length >= 2 && !char.IsWhiteSpace(line[0]) && words[0].EndsWith(':') && words[1].StartsWith("flags=", StringComparison.Ordinal))
            {
                addresses = [];
                interfaces.Add(new(words[0][..^1], "", words[1].Contains("LOOPBACK", StringComparison.Ordinal), addresses));
            }
            else if (interfaces.Count > 0 && words is ["ether" or "lladdr" or "address:", var hardware, ..])
            {
                interfaces[^1] = interfaces[^1] with { HardwareAddress = HardwareAddress(hardware) };
            }
            else if (interfaces.Count > 0 && words is ["inet" or "inet6", var text, ..] && IPAddress.TryParse(text.Split('/', '%')[0], out IPAddress? address))
            {
                addresses.Add(address);
            }
        }

        Route? route = interfaces.Count > 0 ? RouteOf(await system.AskAsync("route", "-n", "get", "default").ConfigureAwait(false) ?? "") : null;
        return (interfaces, route);
    }
}
