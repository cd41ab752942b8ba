using System.Collections.Concurrent;
using System.Globalization;
using OpsMop.Engine.Events;
using OpsMop.Push.Agentless;
using OpsMop.Push.Agents;
using OpsMop.Push.Connections;
using OpsMop.Push.Files;
using OpsMop.Push.Protocol;

namespace OpsMop.Push.Sessions;

/// <summary>Connects to the hosts of a push: with an agent, or without one where there is none or none is wanted.</summary>
internal sealed class SessionFactory : ISessionFactory
{
    /// <summary>How long connecting may take, and how long a host may be silent, unless told otherwise.</summary>
    public static readonly TimeSpan UsualTimeout = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<string, HostFiles> _files = new(StringComparer.Ordinal);

    /// <summary>Connects, from here or from a relay.</summary>
    public required IConnector Connector { get; init; }

    /// <summary>Where agents come from.</summary>
    public required AgentStore Agents { get; init; }

    /// <summary>Makes the policy whose roles the controller runs itself where there is no agent.</summary>
    public required Policy Policy { get; init; }

    /// <summary>What an agent is told first.</summary>
    public required SessionStart Start { get; init; }

    /// <summary>The targets of the hosts, resolved before the push begins.</summary>
    public required IReadOnlyDictionary<SessionKey, ConnectionTarget> Targets { get; init; }

    /// <summary>Finds what a host may have of the controller's files, and may bring. It is asked once for each host.</summary>
    public required Func<string, CancellationToken, ValueTask<HostFiles>> FilesOf { get; init; }

    /// <summary>Where the state of a host is kept that the controller works on itself.</summary>
    public required Func<string, string> StateOf { get; init; }

    /// <inheritdoc/>
    public TimeSpan TimeoutOf(SessionKey key) => Targets[key].Settings.Timeout is { IsGiven: true } timeout ? timeout.Value : UsualTimeout;

    /// <inheritdoc/>
    public async Task<IHostSession> OpenAsync(SessionKey key, ResumedRun? resume, Action<RunEvent> told, CancellationToken cancel)
    {
        var target = Targets[key];
        if (resume is null)
        {
            told(new HostContacting { Host = key.Host });
        }

        void Attempted(int attempt, string? reason)
        {
            if (attempt > 1)
            {
                told(new HostContacting { Host = key.Host, Attempt = attempt, Reason = reason });
            }
        }

        if (target.Settings.Agentless == true)
        {
            var shell = await Connector.ConnectAsync(target, ShellSystem.Script, Attempted, cancel).ConfigureAwait(false);
            return new AgentlessSession(key.Host, "agentless", Policy, shell, shell, TimeoutOf(key), StateOf(key.Host));
        }

        var connection = await AgentConnection.OpenAsync(Connector, target, Agents, mayLackAgent: true, Attempted, cancel).ConfigureAwait(false);
        try
        {
            if (!connection.HasAgent)
            {
                await connection.BecomeAsync(ShellSystem.Script, cancel).ConfigureAwait(false);
                return new AgentlessSession(key.Host, connection.Platform, Policy, connection.Process, connection, TimeoutOf(key), StateOf(key.Host));
            }

            var files = new SessionFiles(await FilesAsync(key.Host, cancel).ConfigureAwait(false));
            var start = Start with
            {
                OnDisconnect = target.Settings.OnDisconnect ?? DisconnectPolicy.Finish,
                Manifest = files.ManifestHash,
                ResumeRun = resume?.Run ?? 0,
                ResumeAfter = resume?.Lines ?? 0,
            };
            return await HostSession.BeginAsync(key.Host, Policy.GetType().Name, connection, start, files, (run, events) => Tell(key.Host, run, events, told)).ConfigureAwait(false);
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Connector.DisposeAsync().ConfigureAwait(false);
        await Agents.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>One for the whole push: a host whose connection breaks may not bring more for that.</summary>
    private async ValueTask<HostFiles> FilesAsync(string host, CancellationToken cancel) =>
        _files.TryGetValue(host, out var known) ? known : _files.GetOrAdd(host, await FilesOf(host, cancel).ConfigureAwait(false));

    /// <summary>Tells what became of a run that nobody has heard of since its connection broke.</summary>
    private static void Tell(string host, EarlierRun run, IReadOnlyList<RunEvent> events, Action<RunEvent> told)
    {
        var who = string.Create(CultureInfo.InvariantCulture, $"The run of {run.Began.ToLocalTime():yyyy-MM-dd HH:mm:ss} by {run.Operator}, whose connection broke,");
        var how = run.Ended is null ? "was ended in the middle"
            : run.Ended.Error is { } error ? $"did not come to its end: {error.TrimEnd('.')}"
            : events.OfType<RunFinished>().LastOrDefault() is { } finished
            ? string.Create(CultureInfo.InvariantCulture, $"has ended: {finished.Changed} changed, {finished.Unchanged} unchanged, {finished.Failed} failed")
            : "could not begin";
        told(new MessageSaid { Host = host, Role = "", Resource = "", Message = $"{who} {how}. Its log there is {Path.ChangeExtension(run.Log, ".log")}." });
        foreach (var failure in events.OfType<ResourceFinished>().Where(one => one.Status == OutcomeStatus.Failed))
        {
            told(new MessageSaid { Host = host, Role = "", Resource = "", Message = $"{failure.Resource} had failed: {failure.Reason}" });
        }
    }
}
