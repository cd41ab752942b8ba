namespace OpsMop;

/// <summary>Manages services and other units with <c>systemctl</c>.</summary>
[Provider<ServiceResource>("systemd", Platforms = ["systemd"], Default = true, Proof = Proof.RealHost)]
public sealed class SystemdProvider : Provider<ServiceResource>
{
    private static readonly HashSet<string> Suffixes =
        ["service", "socket", "timer", "target", "path", "mount", "automount", "swap", "slice", "scope", "device"];

    internal static readonly string[] Folders = ["/etc/systemd/system", "/run/systemd/system", "/usr/local/lib/systemd/system", "/usr/lib/systemd/system", "/lib/systemd/system"];

    /// <inheritdoc/>
    public override async ValueTask PlanAsync(ServiceResource want, Plan plan, CancellationToken cancel)
    {
        var unit = UnitOf(want.Unit);
        var have = await ObserveAsync(plan.System, unit, cancel).ConfigureAwait(false);
        if (have is null)
        {
            // What does not exist does not run either.
            if (want.State is null or ServiceState.Stopped && want.Enabled != true && want.Masked != true
                && (want.State is not null || want.Enabled is not null || want.Masked is not null))
            {
                return;
            }

            throw new ProviderException($"There is no unit {unit}. Is the package that brings it installed, or the name mistyped? Declare host.Package(…) or the unit file above.");
        }

        // In a plan, systemd does not know yet that the file has changed. One that is new then, it will read by itself; one that it has not found although
        // it is there, it will not.
        var file = await UnitFile.FindAsync(plan.System, unit, cancel).ConfigureAwait(false);
        var needsReload = have.IsNew ? file is null : have.NeedsReload || (file is not null && file != UnitFile.Read);
        new UnitPlanning(plan, unit, have with { NeedsReload = needsReload }).Add(want.State, want.Enabled, want.Masked);
    }

    /// <summary>What systemd says of a unit; <see langword="null"/> where there is none.</summary>
    /// <param name="system">Where.</param>
    /// <param name="unit">The unit, with its suffix.</param>
    /// <param name="cancel">Cancels the question.</param>
    internal static ValueTask<UnitStatus?> ObserveAsync(ISystemReader system, string unit, CancellationToken cancel) =>
        system.ObserveAsync("unit:" + unit, (reader, stop) => ReadAsync(reader, unit, stop), cancel);

    /// <summary>The unit that a policy names: a service where it gives no suffix.</summary>
    internal static string UnitOf(string name)
    {
        var dot = name.LastIndexOf('.');
        return dot > 0 && Suffixes.Contains(name[(dot + 1)..]) ? name : name + ".service";
    }

    private static async ValueTask<UnitStatus?> ReadAsync(ISystemReader system, string unit, CancellationToken cancel)
    {
        var result = await SystemTool.QueryAsync(
            system, cancel, "systemctl", "show", "--property", "LoadState,ActiveState,SubState,UnitFileState,NeedDaemonReload,CanReload,Type,FragmentPath,DropInPaths", "--", unit).ConfigureAwait(false);
        if (result.ExitCode == ProcessResult.NotFound)
        {
            throw new ProviderException("systemctl was not found: this host has no systemd. Choose another provider with .Via<…>().");
        }

        var status = UnitStatus.Parse(result.Output);
        if (status.LoadState.Length == 0)
        {
            // An image, or a container without systemd: units can be enabled and masked there, and no more.
            return await ReadOfflineAsync(system, unit, result, cancel).ConfigureAwait(false);
        }

        if (status.LoadState == "not-found")
        {
            // A file that systemd has not read yet, or that is only planned.
            return await HasFileAsync(system, unit, cancel).ConfigureAwait(false)
                ? new UnitStatus { UnitFileState = "disabled", IsNew = true }
                : null;
        }

        if (!status.NeedsReload && await IsOutdatedAsync(system, unit, status, cancel).ConfigureAwait(false))
        {
            status = status with { NeedsReload = true };
        }

        if (status.UnitFileState == "generated")
        {
            // An init script: systemctl asks its own tools.
            var enabled = await SystemTool.QueryAsync(system, cancel, "systemctl", "is-enabled", "--", unit).ConfigureAwait(false);
            return status with { UnitFileState = enabled.Succeeded ? "enabled" : "disabled" };
        }

        return status;
    }

    private static async ValueTask<UnitStatus?> ReadOfflineAsync(ISystemReader system, string unit, ProcessResult shown, CancellationToken cancel)
    {
        if (!shown.Error.Contains("not been booted with systemd", StringComparison.Ordinal)
            && !shown.Error.Contains("chroot", StringComparison.Ordinal)
            && !shown.Error.Contains("connect to bus", StringComparison.Ordinal))
        {
            throw SystemTool.Failure($"systemctl show {unit}", shown);
        }

        var enabled = await SystemTool.QueryAsync(system, cancel, "systemctl", "is-enabled", "--", unit).ConfigureAwait(false);
        return enabled.Output.Trim() is { Length: > 0 } state and not "not-found"
            ? new UnitStatus { ActiveState = "", UnitFileState = state }
            : await HasFileAsync(system, unit, cancel).ConfigureAwait(false) ? new UnitStatus { ActiveState = "", UnitFileState = "disabled" } : null;
    }

    /// <summary>
    /// Whether an administrator's file has been added that systemd has not read. It notices by itself when a file that it knows has changed or gone; not so the
    /// first override of a unit, whose folder is new to it, and a unit file that takes the place of a package's.
    /// </summary>
    private static async ValueTask<bool> IsOutdatedAsync(ISystemReader system, string unit, UnitStatus status, CancellationToken cancel)
    {
        AbsolutePath folder = Folders[0];
        var own = folder / unit;
        if (status.FragmentPath != own.Value && await system.StatAsync(own, follow: false, cancel).ConfigureAwait(false) is { IsFile: true })
        {
            return true;
        }

        var overrides = folder / (unit + ".d");
        if (await system.StatAsync(overrides, follow: true, cancel).ConfigureAwait(false) is { IsDirectory: true })
        {
            var read = status.DropInPaths.Split(' ');
            foreach (var name in await system.ListAsync(overrides, cancel).ConfigureAwait(false))
            {
                var path = overrides / name;
                if (name.EndsWith(".conf", StringComparison.Ordinal) && !read.Contains(path.Value)
                    && await system.StatAsync(path, follow: true, cancel).ConfigureAwait(false) is { IsFile: true })
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static async ValueTask<bool> HasFileAsync(ISystemReader system, string unit, CancellationToken cancel)
    {
        var template = UnitFile.TemplateOf(unit) ?? unit;
        foreach (AbsolutePath folder in Folders)
        {
            if (await system.StatAsync(folder / unit, follow: true, cancel).ConfigureAwait(false) is not null
                || (template != unit && await system.StatAsync(folder / template, follow: true, cancel).ConfigureAwait(false) is not null))
            {
                return true;
            }
        }

        return false;
    }
}
