using System.Collections.Concurrent;
using System.Diagnostics;
using OpsMop.Engine.Distribution;
using OpsMop.Engine.Events;
using OpsMop.Push.Connections;
using OpsMop.Push.Sessions;
using UnreachableException = OpsMop.Push.Connections.UnreachableException;

namespace OpsMop.Push.Rollouts;

/// <summary>The sessions of a push: one for each host, whoever works on it. A connection that breaks in the middle of a run is made again, and the run's result fetched.</summary>
/// <param name="factory">Connects.</param>
/// <param name="events">Takes what happens on the way.</param>
/// <param name="cancel">Gives connections up that are being made.</param>
internal sealed class SessionPool(ISessionFactory factory, FleetEvents events, CancellationToken cancel) : IAsyncDisposable
{
    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<SessionKey, Place> _places = new();
    private int _runs;
    private volatile bool _isStopped;
    private volatile bool _isAborted;

    /// <summary>Connects to a host, unless that is done already.</summary>
    /// <param name="key">The host.</param>
    public async Task ConnectAsync(SessionKey key)
    {
        var place = PlaceOf(key);
        await place.Turn.WaitAsync(cancel).ConfigureAwait(false);
        try
        {
            await OpenAsync(place, null).ConfigureAwait(false);
        }
        finally
        {
            place.Turn.Release();
        }
    }

    /// <summary>Makes a run on a host, after those that others make there.</summary>
    /// <param name="key">The host.</param>
    /// <param name="order">What to run.</param>
    /// <param name="told">Takes its events.</param>
    public async Task<RunResult> RunAsync(SessionKey key, RunOrder order, Action<RunEvent> told)
    {
        var place = PlaceOf(key);
        await place.Turn.WaitAsync(cancel).ConfigureAwait(false);
        try
        {
            var run = Interlocked.Increment(ref _runs);
            while (true)
            {
                var session = await OpenAsync(place, null).ConfigureAwait(false);
                try
                {
                    return await session.RunAsync(run, order, told).ConfigureAwait(false);
                }
                catch (BrokenSessionException broken) when (!broken.IsHostile && !_isAborted)
                {
                    if (await ResumeAsync(place, new ResumedRun(run, broken.Lines), order, told, broken).ConfigureAwait(false) is { IsUnknown: false } result)
                    {
                        return result;
                    }

                    // It had never begun: the next turn of the loop begins it.
                }
            }
        }
        finally
        {
            place.Turn.Release();
        }
    }

    /// <summary>Ends the sessions of a host.</summary>
    /// <param name="host">The host's name.</param>
    public async Task CloseAsync(string host)
    {
        foreach (var place in _places.Values.Where(place => place.Key.Host == host))
        {
            await place.Turn.WaitAsync(CancellationToken.None).ConfigureAwait(false);
            try
            {
                await DropAsync(place).ConfigureAwait(false);
            }
            finally
            {
                place.Turn.Release();
            }
        }
    }

    /// <summary>Stops all runs after the running changes.</summary>
    public void Stop()
    {
        _isStopped = true;
        foreach (var place in _places.Values)
        {
            place.Session?.Stop();
        }
    }

    /// <summary>Ends the running changes too.</summary>
    public void Abort()
    {
        _isAborted = true;
        foreach (var place in _places.Values)
        {
            place.Session?.Abort();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(_places.Values.Select(place => DropAsync(place))).ConfigureAwait(false);
        foreach (var place in _places.Values)
        {
            place.Turn.Dispose();
        }
    }

    private static async Task DropAsync(Place place)
    {
        if (place.Session is { } session)
        {
            place.Session = null;
            await session.DisposeAsync().ConfigureAwait(false);
        }
    }

    private Place PlaceOf(SessionKey key) => _places.GetOrAdd(key, static key => new Place(key));

    private async Task<IHostSession> OpenAsync(Place place, ResumedRun? resume)
    {
        if (place.Session is { } there)
        {
            return there;
        }

        var started = Stopwatch.GetTimestamp();
        var session = await factory.OpenAsync(place.Key, resume, events.Emit, cancel).ConfigureAwait(false);
        place.Session = session;
        events.Emit(new HostContacted
        {
            Host = place.Key.Host,
            Platform = session.Platform,
            AgentBytes = session.AgentBytes,
            Seconds = Math.Round(Stopwatch.GetElapsedTime(started).TotalSeconds, 6),
        });
        if (_isStopped)
        {
            session.Stop();
        }

        return session;
    }

    /// <summary>Fetches the result of a run whose connection broke, by a new one.</summary>
    /// <exception cref="UnreachableException">The host stays away for as long as one waits for it.</exception>
    private async Task<RunResult> ResumeAsync(Place place, ResumedRun run, RunOrder order, Action<RunEvent> told, BrokenSessionException broken)
    {
        var since = Stopwatch.GetTimestamp();
        var patience = factory.TimeoutOf(place.Key);
        for (var attempt = 2; ; attempt++)
        {
            await DropAsync(place).ConfigureAwait(false);
            events.Emit(new HostContacting { Host = place.Key.Host, Attempt = attempt, Reason = broken.Message });
            try
            {
                var session = await OpenAsync(place, run).ConfigureAwait(false);
                return await session.ResumeAsync(run, order, told).ConfigureAwait(false);
            }
            catch (BrokenSessionException again) when (!again.IsHostile && Stopwatch.GetElapsedTime(since) < patience)
            {
                run = run with { Lines = Math.Max(run.Lines, again.Lines) };
            }
            catch (UnreachableException) when (Stopwatch.GetElapsedTime(since) + s_pause < patience)
            {
                await Task.Delay(s_pause, cancel).ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is UnreachableException or BrokenSessionException)
            {
                throw new UnreachableException(
                    UnreachableReason.Broken,
                    $"{broken.Message} It could not be made again: {exception.Message} What was begun there goes on or stops as onDisconnect says, and the next push fetches the result.",
                    exception);
            }
        }
    }

    private sealed class Place(SessionKey key)
    {
        public SessionKey Key => key;

        public SemaphoreSlim Turn { get; } = new(1, 1);

        public IHostSession? Session { get; set; }
    }
}
