namespace OpsMop;

/// <summary>Plans one unit: what has to be done, in the order in which systemd needs it.</summary>
internal sealed class UnitPlanning(Plan plan, string unit, UnitStatus have)
{
    private UnitStatus _now = have;

    /// <summary>Whether what runs has been started from files that are now others.</summary>
    public bool IsOutdated { get; init; }

    /// <summary>Whether what the unit says of its installation has changed, so that the links of an enabled one have to be made anew.</summary>
    public bool IsInstalledAnew { get; init; }

    /// <summary>Adds what has to change.</summary>
    /// <param name="state">What the unit should be doing; <see langword="null"/> for anything.</param>
    /// <param name="enable">Whether it starts with the host; <see langword="null"/> for either.</param>
    /// <param name="mask">Whether it is kept from being started; <see langword="null"/> for either.</param>
    public void Add(ServiceState? state, bool? enable, bool? mask)
    {
        var isRunning = _now.ActiveState.Length > 0;
        if (_now.IsMasked && mask != false && (enable == true || state is not null and not ServiceState.Stopped))
        {
            throw new ProviderException($"{unit} is masked, so that nobody can start or enable it. Declare host.Service(\"{unit}\").Masked(false) if it may run.");
        }

        if (!isRunning && state is not null and not ServiceState.Stopped)
        {
            throw new ProviderException($"systemd does not run here, so that {unit} cannot be started. In an image declare .Enabled() only.");
        }

        if (_now.NeedsReload && isRunning)
        {
            Run("daemon-reload", null, null, _now with { NeedsReload = false }, "daemon-reload");
        }

        if (mask == false && _now.IsMasked)
        {
            Run("unmask", "masked", null, _now with { LoadState = "loaded", UnitFileState = "disabled" }, "unmask", unit);
        }

        // What is static is started by others: there is nothing to link or unlink. What is masked is not enabled either.
        if (enable is { } enabled && enabled != _now.IsEnabled && !_now.IsStatic && !_now.IsMasked)
        {
            var (verb, after) = enabled ? ("enable", "enabled") : ("disable", "disabled");
            Run(verb, _now.UnitFileState, after, _now with { UnitFileState = after }, verb, unit);
        }
        else if (IsInstalledAnew && enable == true && _now.IsEnabled)
        {
            Run("reenable", null, null, _now, "reenable", unit);
        }

        AddState(state);
        if (mask == true && !_now.IsMasked)
        {
            Run("mask", null, "masked", _now with { LoadState = "masked", UnitFileState = "masked" }, "mask", unit);
        }
    }

    private void AddState(ServiceState? state)
    {
        var from = _now.Shown;
        switch (state)
        {
            case ServiceState.Running when !_now.IsActive:
                Start("start", from);
                break;
            case ServiceState.Running when IsOutdated:
                Start("restart", from);
                break;
            case ServiceState.Stopped when _now.IsActive || _now.ActiveState == "deactivating":
                Run("stop", from, "inactive", _now with { ActiveState = "inactive" }, "stop", unit);
                break;
            case ServiceState.Restarted:
                Start("restart", from);
                break;
            case ServiceState.Reloaded when !_now.IsActive:
                Start("start", from);
                break;
            case ServiceState.Reloaded:
                if (!_now.CanReload)
                {
                    throw new ProviderException($"{unit} cannot be reloaded: its unit says no way to do so. Use .Restarted(), or RestartOn instead of ReloadOn.");
                }

                Start("reload", from);
                break;
        }
    }

    private void Start(string verb, string from)
    {
        _now = _now with { ActiveState = "active" };
        var effects = new Effects().Sets("unit:" + unit, _now).MayCreate("/run/*", "/var/*");
        plan.Change(verb, from, "active", (system, cancel) => UnitStart.RunAsync(system, verb, unit, cancel), effects);
    }

    private void Run(string action, string? from, string? to, UnitStatus after, params string[] arguments)
    {
        _now = after;
        string[] all = ["systemctl", .. arguments];
        var effects = new Effects().Sets("unit:" + unit, after);
        if (action == "daemon-reload")
        {
            effects.Sets(UnitFile.Key(unit), UnitFile.Read);
        }

        plan.Change(action, from, to, (system, cancel) => SystemTool.RunAsync(system, cancel, all), effects);
    }
}
