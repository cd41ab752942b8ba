using System.Net;

namespace OpsMop;

/// <summary>A network interface of a host.</summary>
/// <param name="Name">Its name, such as <c>eth0</c>.</param>
/// <param name="HardwareAddress">Its hardware address in lower case with colons; empty where it has none.</param>
/// <param name="IsLoopback">Whether it leads back to the host itself.</param>
/// <param name="Addresses">Its IPv4 and IPv6 addresses.</param>
public sealed record NetworkInterfaceFacts(string Name, string HardwareAddress, bool IsLoopback, IReadOnlyList<IPAddress> Addresses);
