namespace OpsMop;

/// <summary>Plans one unit: what has to be done, in the order in which systemd needs it.</summary>
internal sealed class UnitPlanning(Plan plan, string unit, UnitStatus have)
{
    private UnitStatus _now = have;

    /// <summary>Adds what has to change.</summary>
    /// <param name="want">The service as declared.</param>
    public void Add(ServiceResource want)
    {
        var isRunning = _now.ActiveState.Length > 0;
        if (_now.IsMasked && want.Masked != false && (want.Enabled == true || want.State is not null and not ServiceState.Stopped))
        {
            throw new ProviderException($"{unit} is masked, so that nobody can start or enable it. Add .Masked(false) if it may run.");
        }

        if (!isRunning && want.State is not null and not ServiceState.Stopped)
        {
            throw new ProviderException($"systemd does not run here, so that {unit} cannot be started. In an image declare .Enabled() only.");
        }

        if (_now.NeedsReload && isRunning)
        {
            Run("daemon-reload", null, null, _now with { NeedsReload = false }, "daemon-reload");
        }

        if (want.Masked == false && _now.IsMasked)
        {
            Run("unmask", "masked", null, _now with { LoadState = "loaded", UnitFileState = "disabled" }, "unmask", unit);
        }

        // What is static is started by others: there is nothing to link or unlink. What is masked is not enabled either.
        if (want.Enabled is { } enabled && enabled != _now.IsEnabled && !_now.IsStatic && !_now.IsMasked)
        {
            var (verb, state) = enabled ? ("enable", "enabled") : ("disable", "disabled");
            Run(verb, _now.UnitFileState, state, _now with { UnitFileState = state }, verb, unit);
        }

        AddState(want.State);
        if (want.Masked == true && !_now.IsMasked)
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
            effects.Sets(UnitFile.Key(unit), null);
        }

        plan.Change(action, from, to, (system, cancel) => SystemTool.RunAsync(system, cancel, all), effects);
    }
}
