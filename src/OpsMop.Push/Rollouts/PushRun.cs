using System.Diagnostics;
using OpsMop.Engine.Events;
using OpsMop.Push.Agents;
using OpsMop.Push.Connections;
using OpsMop.Push.Plans;
using OpsMop.Push.Sessions;
using UnreachableException = OpsMop.Push.Connections.UnreachableException;

namespace OpsMop.Push.Rollouts;

/// <summary>
/// Brings roles to hosts: step after step, batch after batch, in each of them every host as fast as it can. One host's failure is its own, up to the number that the policy allows.
/// </summary>
internal sealed class PushRun
{
    private readonly IFleetPolicy _policy;
    private readonly IReadOnlyList<RolloutStep> _steps;
    private readonly PushSettings _settings;
    private readonly FleetEvents _events;
    private readonly SessionPool _sessions;
    private readonly CancellationToken _stop;
    private readonly CancellationToken _abort;
    private readonly SemaphoreSlim _forks;
    private readonly Dictionary<string, HostProgress> _hosts = new(StringComparer.Ordinal);
    private readonly List<HostProgress> _order = [];
    private readonly HashSet<string> _delegates = new(StringComparer.Ordinal);
    private readonly HashSet<RoleEntry> _done = [];
    private readonly Lock _lock = new();
    private string? _ended;

    /// <summary>A push that is yet to be made.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="steps">What goes where, in order.</param>
    /// <param name="sessions">Connects to hosts.</param>
    /// <param name="settings">How it is made.</param>
    /// <param name="events">Takes what happens.</param>
    /// <param name="stop">Stops after the running changes.</param>
    /// <param name="abort">Ends the running changes too.</param>
    public PushRun(
        IFleetPolicy policy,
        IReadOnlyList<RolloutStep> steps,
        SessionPool sessions,
        PushSettings settings,
        FleetEvents events,
        CancellationToken stop,
        CancellationToken abort)
    {
        (_policy, _steps, _sessions, _settings, _events, _stop, _abort) = (policy, steps, sessions, settings, events, stop, abort);
        _forks = new SemaphoreSlim(settings.Forks, settings.Forks);
        foreach (var host in steps.SelectMany(step => step.Hosts))
        {
            if (!_hosts.TryGetValue(host.Name, out var progress))
            {
                _hosts.Add(host.Name, progress = new HostProgress(host));
                _order.Add(progress);
            }

            progress.StepsLeft++;
        }
    }

    /// <summary>The hosts on which something is left to do, after the run.</summary>
    public IReadOnlyList<string> Unfinished => [.. _order.Where(host => host.IsUnfinished).Select(host => host.Name)];

    /// <summary>Makes the push.</summary>
    /// <param name="again">What <c>--limit</c> goes on with where something is left to do.</param>
    /// <returns>The last event.</returns>
    public async Task<PushFinished> RunAsync(string again)
    {
        var started = Stopwatch.GetTimestamp();
        _events.Emit(new PushStarted
        {
            Policy = _policy.Name,
            Verb = _settings.IsPlan ? "plan" : "apply",
            Hosts = [.. _order.Select(host => host.Name)],
            Roles = [.. _steps.SelectMany(step => step.Roles).Select(role => role.Name)],
            Forks = _settings.Forks,
        });
        await using (_stop.Register(_sessions.Stop))
        await using (_abort.Register(_sessions.Abort))
        {
            foreach (var step in _steps)
            {
                await RunAsync(step).ConfigureAwait(false);
            }
        }

        foreach (var host in _order.Where(host => !host.IsTold))
        {
            host.CutShort(_ended ?? "the push ended before its turn");
            await FinishAsync(host).ConfigureAwait(false);
        }

        var finished = new PushFinished
        {
            Ok = Count(ContactStatus.Ok),
            Changed = Count(ContactStatus.Changed),
            Failed = Count(ContactStatus.Failed),
            Unreachable = Count(ContactStatus.Unreachable),
            Skipped = Count(ContactStatus.Skipped),
            Seconds = Math.Round(Stopwatch.GetElapsedTime(started).TotalSeconds, 6),
            Again = !_settings.IsPlan && _order.Exists(host => host.IsUnfinished) ? again : "",
        };
        _events.Emit(finished);
        return finished;
    }

    private int Count(ContactStatus status) => _order.Count(host => host.Status == status);

    private async Task RunAsync(RolloutStep step)
    {
        var hosts = step.Hosts.Select(host => _hosts[host.Name]).ToList();
        var batches = BatchSizes.Cut(hosts, step.Batches);
        for (var i = 0; i < batches.Count; i++)
        {
            var batch = batches[i].Where(host => !host.IsOut).ToList();
            if (batch.Count > 0 && _ended is null && !_stop.IsCancellationRequested)
            {
                if (batches.Count > 1)
                {
                    _events.Emit(new BatchStarted
                    {
                        Roles = [.. step.Roles.Select(role => role.Name)],
                        Hosts = [.. batch.Select(host => host.Name)],
                        Number = i + 1,
                        Of = batches.Count,
                    });
                }

                await RunAsync(step, batch).ConfigureAwait(false);
            }
        }

        // What the others rely on is not there on any of them.
        if (hosts.Count > 0 && hosts.TrueForAll(host => host.IsOut && host.Error is not null) && step != _steps[^1])
        {
            End($"no host of the role '{step.Roles[0].Name}' is left");
        }
    }

    private async Task RunAsync(RolloutStep step, List<HostProgress> batch)
    {
        var most = _settings.FailsFast ? 0 : step.MaxFailures is { } limit ? BatchSizes.Count(limit, batch.Count) : int.MaxValue;
        var failures = 0;
        await Task.WhenAll(batch.Select(async host =>
        {
            try
            {
                await _forks.WaitAsync(_stop).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                host.CutShort("it was stopped");
                return;
            }

            try
            {
                if (_ended is not null)
                {
                    host.CutShort(_ended);
                    return;
                }

                await RunAsync(step, host).ConfigureAwait(false);
                if (host is { Error: not null, IsCutShort: false } && Interlocked.Increment(ref failures) > most)
                {
                    End(_settings.FailsFast ? $"{host.Name} failed, and --fail-fast ends the push with the first failure"
                        : $"{failures} of {batch.Count} hosts failed, and the role '{step.Roles[0].Name}' allows {step.MaxFailures}");
                }
            }
            finally
            {
                // Its connection goes with its last step, not with the last host.
                host.StepsLeft--;
                if (host.StepsLeft == 0 || host.IsOut)
                {
                    await FinishAsync(host).ConfigureAwait(false);
                }

                _forks.Release();
            }
        })).ConfigureAwait(false);
    }

    /// <summary>Nothing more is begun.</summary>
    private void End(string why)
    {
        lock (_lock)
        {
            _ended ??= why;
        }
    }

    private async Task RunAsync(RolloutStep step, HostProgress host)
    {
        try
        {
            if (!host.IsHooked && _policy.Hooks is { } hooks && !await EnterAsync(hooks, host, "the policy").ConfigureAwait(false))
            {
                return;
            }

            host.IsHooked = true;
            foreach (var group in Together(step, host))
            {
                if (_stop.IsCancellationRequested)
                {
                    host.CutShort("it was stopped");
                }
                else if (_ended is { } ended && _settings.FailsFast)
                {
                    host.CutShort(ended);
                }

                if (host.IsOut)
                {
                    return;
                }

                await RunAsync(group, host).ConfigureAwait(false);
            }
        }
        catch (Exception exception) when (exception is UnreachableException or BrokenSessionException)
        {
            if (exception is BrokenSessionException { IsHostile: true })
            {
                host.Fail(exception.Message);
            }
            else
            {
                host.Lose(exception.Message);
            }
        }
        catch (AgentException exception)
        {
            host.Fail(exception.Message);
        }
        catch (OperationCanceledException)
        {
            host.CutShort("it was stopped");
        }
    }

    /// <summary>Roles that share a run: neighbours, as long as none of them has to be told apart from the others.</summary>
    private IEnumerable<IReadOnlyList<RoleEntry>> Together(RolloutStep step, HostProgress host)
    {
        var group = new List<RoleEntry>();
        foreach (var role in step.Roles)
        {
            if (role.IsOnce || role.Delegate is not null || role.Connection is not null || _policy.HooksOf(host.Host, role) is not null)
            {
                if (group.Count > 0)
                {
                    yield return group;
                    group = [];
                }

                yield return [role];
            }
            else
            {
                group.Add(role);
            }
        }

        if (group.Count > 0)
        {
            yield return group;
        }
    }

    private async Task RunAsync(IReadOnlyList<RoleEntry> roles, HostProgress host)
    {
        var first = roles[0];
        if (first.IsOnce && IsDone(first))
        {
            return;
        }

        IReadOnlyList<string> names = [.. roles.Select(role => role.Name)];
        var saved = _settings.Plans?.GetValueOrDefault(host.Name)?.Find(names);
        if (_settings.Plans is not null && saved is null)
        {
            // What runs once had its run on the host that was first when it was planned.
            if (!first.IsOnce)
            {
                host.Fail($"its plan has no run of {string.Join(", ", names)}; make a new plan");
            }

            return;
        }

        var hooks = _policy.HooksOf(host.Host, first);
        if (hooks is not null && !await EnterAsync(hooks, host, $"role '{first.Name}'", leavesOut: false).ConfigureAwait(false))
        {
            return;
        }

        var place = first.Delegate is { } other ? other(host.Host) : host.Name;
        if (place != host.Name)
        {
            lock (_lock)
            {
                _delegates.Add(place);
            }
        }

        RunResult? result = null;
        var isBegun = true;
        try
        {
            host.Begin();
            var key = new SessionKey(place, first.Connection is null ? null : first);
            await _sessions.ConnectAsync(key).ConfigureAwait(false);
            if (first.IsOnce && !Take(first))
            {
                isBegun = false;
                return;
            }

            var order = _policy.OrderFor(host.Host, roles) with { SavesPlan = _settings.SavesPlansTo is not null, SavedPlan = saved?.Plan ?? default };
            result = await _sessions.RunAsync(key, order, _events.Emit).ConfigureAwait(false);
            if (result.Plan is { } planned)
            {
                host.Planned.Add(new HostPlanRun(names, planned));
            }

            foreach (var finding in result.Findings)
            {
                _events.Emit(FindingReported.Of(finding) with { Host = host.Name });
            }

            host.Add(result);
        }
        finally
        {
            if (hooks is not null && isBegun)
            {
                await LeaveAsync(hooks, host, result, $"role '{first.Name}'").ConfigureAwait(false);
            }
        }
    }

    private bool IsDone(RoleEntry role)
    {
        lock (_lock)
        {
            return _done.Contains(role);
        }
    }

    private bool Take(RoleEntry role)
    {
        lock (_lock)
        {
            return _done.Add(role);
        }
    }

    /// <summary>Asks whether a host is wanted, and lets the policy's code do what comes before.</summary>
    private async Task<bool> EnterAsync(IContactHooks hooks, HostProgress host, string who, bool leavesOut = true)
    {
        var contact = new Contact(host.Host);
        try
        {
            if (!hooks.ShouldContact(contact))
            {
                if (leavesOut)
                {
                    host.LeaveOut();
                }

                return false;
            }

            // A plan changes nothing, on the controller neither.
            if (!_settings.IsPlan)
            {
                await hooks.BeforeContactAsync(contact, _stop).ConfigureAwait(false);
            }

            return true;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            host.Fail($"what {who} does before contact failed: {exception.Message} ({exception.GetType().Name})");
            return false;
        }
    }

    private async Task LeaveAsync(IContactHooks hooks, HostProgress host, RunResult? result, string who)
    {
        if (_settings.IsPlan)
        {
            return;
        }

        var status = result is null ? ContactStatus.Unreachable
            : !result.Succeeded ? ContactStatus.Failed
            : result.Finished is { Changed: > 0 } ? ContactStatus.Changed
            : ContactStatus.Ok;
        await LeaveAsync(hooks, host, new ContactOutcome(status, result?.Finished?.Changed ?? 0, result is null ? "the host was not reached" : result.Error ?? result.FirstFailure?.Reason), who)
            .ConfigureAwait(false);
    }

    private async Task LeaveAsync(IContactHooks hooks, HostProgress host, ContactOutcome outcome, string who)
    {
        try
        {
            await hooks.AfterContactAsync(new Contact(host.Host, outcome), _abort).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            host.Fail($"what {who} does after contact failed: {exception.Message} ({exception.GetType().Name})");
        }
    }

    /// <summary>Saves the plan of a host that is planned whole.</summary>
    private void SavePlan(HostProgress host)
    {
        if (_settings.SavesPlansTo is { } folder && !host.IsOut && !host.IsCutShort)
        {
            try
            {
                folder.Save(new HostPlan(
                    host.Name,
                    [.. _steps.Where(step => step.Hosts.Contains(host.Host)).SelectMany(step => step.Roles).Select(role => role.Name)],
                    host.Planned));
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                host.Fail($"its plan cannot be saved: {exception.Message}");
            }
        }
    }

    private async Task FinishAsync(HostProgress host)
    {
        if (host.IsTold)
        {
            return;
        }

        host.IsTold = true;
        if (host.IsHooked && host.IsBegun && !_settings.IsPlan && _policy.Hooks is { } hooks)
        {
            var told = host.ToEvent();
            await LeaveAsync(hooks, host, new ContactOutcome(told.Status, told.Changed, told.Error), "the policy").ConfigureAwait(false);
        }

        SavePlan(host);
        bool isDelegate;
        lock (_lock)
        {
            isDelegate = _delegates.Contains(host.Name);
        }

        if (!isDelegate)
        {
            await _sessions.CloseAsync(host.Name).ConfigureAwait(false);
        }

        _events.Emit(host.ToEvent());
    }
}
