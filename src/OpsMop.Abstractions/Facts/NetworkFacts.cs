using System.Net;

namespace OpsMop;

/// <summary>Names and addresses of a host.</summary>
public sealed record NetworkFacts
{
    /// <summary>The host's short name.</summary>
    public required string HostName { get; init; }

    /// <summary>The host's name with its domain; the short name where it has none.</summary>
    public required string FullName { get; init; }

    /// <summary>The interfaces, in ordinal order of their names.</summary>
    public IReadOnlyList<NetworkInterfaceFacts> Interfaces { get; init; } = [];

    /// <summary>The addresses of all interfaces but the loopback.</summary>
    public IEnumerable<IPAddress> Addresses => Interfaces.Where(one => !one.IsLoopback).SelectMany(one => one.Addresses);

    /// <summary>The interface of the default route; <see langword="null"/> where there is no such route.</summary>
    public string? DefaultInterface { get; init; }

    /// <summary>The router of the default route; <see langword="null"/> where there is no such route.</summary>
    public IPAddress? DefaultGateway { get; init; }
}
