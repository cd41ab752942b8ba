using System.Net;
using System.Net.NetworkInformation;

namespace OpsMop.Engine.Facts;

/// <summary>The interfaces of the machine that this process runs on, from its kernel: exact, at once, and without a process.</summary>
internal static class ThisMachineNetwork
{
    public static async ValueTask<(IEnumerable<NetworkInterfaceFacts> Interfaces, NetworkGatherer.Route? Route)> ReadAsync(ISystemReader system)
    {
        var interfaces = new List<NetworkInterfaceFacts>();
        foreach (NetworkInterface one in NetworkInterface.GetAllNetworkInterfaces())
        {
            // Without the scope of link-local addresses: its number means nothing beyond this boot.
            IPAddress[] addresses = [.. one.GetIPProperties().UnicastAddresses.Select(unicast => new IPAddress(unicast.Address.GetAddressBytes()))];
            string hardware = string.Join(':', one.GetPhysicalAddress().GetAddressBytes().Select(part => part.ToString("x2", null)));
            interfaces.Add(new(one.Name, NetworkGatherer.HardwareAddress(hardware), one.NetworkInterfaceType == NetworkInterfaceType.Loopback, addresses));
        }

        NetworkGatherer.Route? route = OperatingSystem.IsLinux()
            ? Best("/proc/net/route", NetworkGatherer.DefaultOf, header: 1) ?? Best("/proc/net/ipv6_route", NetworkGatherer.Default6Of, header: 0)
            : await AskAsync(system).ConfigureAwait(false);
        return (interfaces, route);
    }

    // The kernel lists routes by their networks, 0.0.0.0 first: a router's other million is never read.
    private static NetworkGatherer.Route? Best(string file, Func<string, NetworkGatherer.Route?> parse, int header)
    {
        try
        {
            return File.ReadLines(file).Skip(header).Take(64).Select(parse).OfType<NetworkGatherer.Route>().MinBy(route => route.Metric);
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static async ValueTask<NetworkGatherer.Route?> AskAsync(ISystemReader system)
    {
        string answer = await system.AskAsync("route", "-n", "get", "default").ConfigureAwait(false) ?? "";
        return NetworkGatherer.RouteOf(answer);
    }
}
