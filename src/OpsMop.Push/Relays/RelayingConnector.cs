using System.Collections.Concurrent;
using OpsMop.Push.Agents;
using OpsMop.Push.Connections;
using OpsMop.Push.Protocol;
using OpsMop.Push.Sessions;

namespace OpsMop.Push.Relays;

/// <summary>Connects to hosts: from here, or, where a host is behind a relay, from there. A relay is connected to once, by the first host that needs it.</summary>
/// <param name="direct">Connects from here.</param>
/// <param name="agents">Where agents for relays come from.</param>
/// <param name="start">What the agent of a relay is told first.</param>
internal sealed class RelayingConnector(IConnector direct, AgentStore agents, SessionStart start) : IConnector
{
    private readonly ConcurrentDictionary<string, Lazy<Task<RelayLink>>> _relays = new(StringComparer.Ordinal);

    // An outer relay is there before those behind it.
    private readonly ConcurrentStack<RelayLink> _open = new();

    /// <inheritdoc/>
    public async ValueTask<IRemoteProcess> ConnectAsync(ConnectionTarget target, string script, Action<int, string?>? attempted = null, CancellationToken cancel = default)
    {
        var (relay, rest) = Split(target);
        if (relay is null)
        {
            return await direct.ConnectAsync(target, script, attempted, cancel).ConfigureAwait(false);
        }

        RelayLink link;
        try
        {
            // Not with this host's token: others wait for the same relay.
            link = await _relays.GetOrAdd(relay.Name, _ => new(() => OpenAsync(relay))).Value.WaitAsync(cancel).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is UnreachableException or AgentException)
        {
            throw new UnreachableException(UnreachableReason.Via, $"{target.Name} is behind the relay {relay.Name}, which cannot be used: {exception.Message}", exception);
        }

        return await link.ConnectAsync(rest, script, attempted, cancel).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        while (_open.TryPop(out var relay))
        {
            await relay.DisposeAsync().ConfigureAwait(false);
        }

        await direct.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>The nearest relay above a host, and the host with what is between the two.</summary>
    private static (ConnectionTarget? Relay, ConnectionTarget Near) Split(ConnectionTarget target)
    {
        if (target.Via is not { } via)
        {
            return (null, target);
        }

        if (via.Settings.Relay == true)
        {
            return (via, target with { Via = null });
        }

        var (relay, rest) = Split(via);
        return (relay, target with { Via = rest });
    }

    private async Task<RelayLink> OpenAsync(ConnectionTarget relay)
    {
        // As the one who logs in, with the keys of that user: not under sudo.
        var target = relay with { Settings = relay.Settings with { Sudo = false } };
        var connection = await AgentConnection.OpenAsync(this, target, agents, mayLackAgent: false, attempted: null, CancellationToken.None).ConfigureAwait(false);
        try
        {
            await connection.Writer.WriteAsync(FrameKind.Start, ProtocolJson.Write(start, ProtocolJson.Default.SessionStart)).ConfigureAwait(false);
            var link = new RelayLink(relay.Name, connection);
            _open.Push(link);
            return link;
        }
        catch (IOException exception)
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw new UnreachableException(UnreachableReason.Broken, $"The connection to {relay.Name} broke. {connection.Process.ErrorText}".TrimEnd(), exception);
        }
    }
}
