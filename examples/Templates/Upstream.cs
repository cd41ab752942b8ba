/// <summary>Servers that answer for a part of the site.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Servers">The servers.</param>
/// <param name="Path">What it answers; <c>/</c> and its name where not given.</param>
/// <param name="Balance">How a server is chosen.</param>
public sealed record Upstream(string Name, IReadOnlyList<Server> Servers, string? Path = null, Balance Balance = Balance.RoundRobin);

/// <summary>A server.</summary>
/// <param name="Host">Its name or address.</param>
/// <param name="Port">Where it listens.</param>
/// <param name="MaxConns">How many connections it takes at most; any number where not given.</param>
public sealed record Server(string Host, int Port = 8080, int? MaxConns = null);

/// <summary>How a server is chosen.</summary>
public enum Balance
{
    /// <summary>One after the other.</summary>
    RoundRobin,

    /// <summary>The one with the fewest connections.</summary>
    LeastConn,
}
