using System.Text;

namespace OpsMop;

/// <summary>Writes units to <c>/etc/systemd/system</c> and manages them with <c>systemctl</c>.</summary>
[Provider<SystemdUnitResource>("systemd", Platforms = ["systemd"], Default = true, Proof = Proof.RealHost)]
public sealed class SystemdUnitProvider : Provider<SystemdUnitResource>
{
    private static readonly FileMetadata FileMode = new(UnixMode.FromBits(0b110_100_100), "root", "root");
    private static readonly FileMetadata FolderMode = new(UnixMode.FromBits(0b111_101_101), "root", "root");

    // To restart one of these ends everything in it, or does nothing at all; that systemd has read it anew is enough.
    private static readonly HashSet<string> NeverRestarted = ["slice", "target", "scope", "device"];

    /// <inheritdoc/>
    public override ValueTask PlanAsync(SystemdUnitResource want, Plan plan, CancellationToken cancel) =>
        want.Absent ? PlanAbsenceAsync(want, plan, cancel) : PlanPresenceAsync(want, plan, cancel);

    private static async ValueTask PlanPresenceAsync(SystemdUnitResource want, Plan plan, CancellationToken cancel)
    {
        var unit = want.Unit.Value;
        var have = await ObserveAsync(want.Unit, plan, cancel).ConfigureAwait(false);
        var pending = await UnitFile.FindAsync(plan.System, unit, cancel).ConfigureAwait(false);
        var content = want.Content is { } text ? FileContent.FromText(text) : want.Source is { IsGiven: true } source ? plan.OpenSource(source) : null;
        if (have is null && content is null && (want.State is not null and not ServiceState.Stopped || want.Enabled == true))
        {
            throw new ProviderException($"There is no unit {unit}. Add .Content(…), or declare the package that brings it above.");
        }

        var isInstalledAnew = content is not null && have is { IsEnabled: true }
            && await HasOtherInstallAsync(plan.System, want.File, content, cancel).ConfigureAwait(false);
        var changed = await PlanFilesAsync(want, plan, content, cancel).ConfigureAwait(false);
        var status = have
            ?? new UnitStatus { UnitFileState = "disabled", ActiveState = await IsBootedAsync(plan.System, cancel).ConfigureAwait(false) ? "inactive" : "" };
        if (content is not null && status.IsMasked)
        {
            // The link that masks it stands where the file now goes.
            status = status with { LoadState = "loaded", UnitFileState = "disabled" };
        }

        var needsReload = changed || (pending is not null && pending != UnitFile.Read) || status.NeedsReload || status.IsNew;
        new UnitPlanning(plan, unit, status with { NeedsReload = needsReload, IsNew = false })
        {
            IsOutdated = needsReload && status.IsActive && !want.NoRestart && !NeverRestarted.Contains(want.Unit.Type),
            IsInstalledAnew = isInstalledAnew,
        }.Add(want.State, want.Enabled, mask: null);
    }

    private static async ValueTask<bool> PlanFilesAsync(SystemdUnitResource want, Plan plan, FileContent? content, CancellationToken cancel)
    {
        var changed = content is not null && await FileOf(want, want.File, content, "").PlanAsync(plan, cancel).ConfigureAwait(false);
        foreach (var (name, text) in want.DropIns ?? new Dictionary<string, Text>())
        {
            var file = name + ".conf";
            changed |= await FileOf(want, want.DropInFolder / file, FileContent.FromText(text), file).PlanAsync(plan, cancel).ConfigureAwait(false);
        }

        if (want.ExactDropIns && await plan.System.StatAsync(want.DropInFolder, follow: true, cancel).ConfigureAwait(false) is { IsDirectory: true })
        {
            foreach (var name in await plan.System.ListAsync(want.DropInFolder, cancel).ConfigureAwait(false))
            {
                var path = want.DropInFolder / name;
                if (name.EndsWith(".conf", StringComparison.Ordinal) && !plan.Claims.IsManaged(path))
                {
                    changed |= await ManagedFile.PlanAbsenceAsync(plan, path, UnitFile.Effects(path), cancel).ConfigureAwait(false);
                }
            }
        }

        return changed;
    }

    private static ManagedFile FileOf(SystemdUnitResource want, AbsolutePath path, FileContent content, string dropIn) => new(path, content, FileMode)
    {
        Writing = metadata => UnitVerification.Writing(path, content, metadata, want.Unit.Value, dropIn),
        Folder = dropIn.Length > 0 ? FolderMode : null,
        Effects = UnitFile.Effects(path),
    };

    private static async ValueTask PlanAbsenceAsync(SystemdUnitResource want, Plan plan, CancellationToken cancel)
    {
        var unit = want.Unit.Value;
        var file = await plan.System.StatAsync(want.File, follow: false, cancel).ConfigureAwait(false);
        var folder = await plan.System.StatAsync(want.DropInFolder, follow: false, cancel).ConfigureAwait(false);
        if (file is null && folder is null)
        {
            return;
        }

        var have = await ObserveAsync(want.Unit, plan, cancel).ConfigureAwait(false);
        var other = await FindOtherAsync(plan.System, unit, cancel).ConfigureAwait(false);
        var isRunning = await IsBootedAsync(plan.System, cancel).ConfigureAwait(false);
        if (other is null && file is not null)
        {
            AddEnd(want.Unit, plan, have, isRunning);
        }

        await ManagedFile.PlanAbsenceAsync(plan, want.File, null, cancel).ConfigureAwait(false);
        if (folder is not null && !plan.Claims.ContainsBelow(want.DropInFolder))
        {
            plan.Change("delete", want.DropInFolder, null, (system, stop) => system.DeleteAsync(want.DropInFolder, recursive: true, stop));
        }

        if (isRunning)
        {
            var left = other is null && file is not null ? null : have;
            plan.Change(
                "daemon-reload",
                null,
                null,
                (system, stop) => ForgetAsync(system, unit, left is null, stop),
                new Effects().Sets("unit:" + unit, left).Sets(UnitFile.Key(unit), UnitFile.Read));
            if (left is { IsActive: true } && !want.NoRestart && !NeverRestarted.Contains(want.Unit.Type))
            {
                plan.Change("restart", left.Shown, "active", (system, stop) => UnitStart.RunAsync(system, "restart", unit, stop));
            }
        }
    }

    /// <summary>Stops and disables what is about to go; of a template, all its instances.</summary>
    private static void AddEnd(UnitName name, Plan plan, UnitStatus? have, bool isRunning)
    {
        var unit = name.Value;
        var at = unit.IndexOf('@');
        if (name.IsTemplate)
        {
            if (isRunning)
            {
                var instances = unit[..(at + 1)] + "*" + unit[unit.LastIndexOf('.')..];
                plan.Change("stop", instances, null, (system, stop) => SystemTool.RunAsync(system, stop, "systemctl", "stop", instances));
            }

            plan.Change("disable", null, null, (system, stop) => SystemTool.RunAsync(system, stop, "systemctl", "disable", unit));
            return;
        }

        if (isRunning && have is not null && (have.IsActive || have.ActiveState == "deactivating"))
        {
            plan.Change("stop", have.Shown, "inactive", (system, stop) => SystemTool.RunAsync(system, stop, "systemctl", "stop", unit));
        }

        if (have is { IsEnabled: true })
        {
            plan.Change("disable", have.UnitFileState, "disabled", (system, stop) => SystemTool.RunAsync(system, stop, "systemctl", "disable", unit));
        }
    }

    private static async ValueTask ForgetAsync(ISystem system, string unit, bool isGone, CancellationToken cancel)
    {
        await SystemTool.RunAsync(system, cancel, "systemctl", "daemon-reload").ConfigureAwait(false);
        if (isGone)
        {
            // A unit that failed, be it by its stop, is kept in memory until somebody says so. Where it is not, there is nothing to forget, and this fails.
            await system.RunAsync(new ProcessRequest(["systemctl", "reset-failed", unit.Replace("@.", "@*.", StringComparison.Ordinal)]), cancel).ConfigureAwait(false);
        }
    }

    /// <summary>A template is nothing that systemd could be asked for.</summary>
    private static ValueTask<UnitStatus?> ObserveAsync(UnitName unit, Plan plan, CancellationToken cancel) =>
        unit.IsTemplate ? default : SystemdProvider.ObserveAsync(plan.System, unit.Value, cancel);

    private static async ValueTask<bool> IsBootedAsync(ISystemReader system, CancellationToken cancel) =>
        await system.StatAsync("/run/systemd/system", follow: true, cancel).ConfigureAwait(false) is { IsDirectory: true };

    /// <summary>The file of the same name that a package has brought, and that ours hides.</summary>
    private static async ValueTask<AbsolutePath?> FindOtherAsync(ISystemReader system, string unit, CancellationToken cancel)
    {
        foreach (AbsolutePath folder in SystemdProvider.Folders)
        {
            if (folder != SystemdUnitResource.Folder && await system.StatAsync(folder / unit, follow: true, cancel).ConfigureAwait(false) is { IsFile: true })
            {
                return folder / unit;
            }
        }

        return null;
    }

    private static async ValueTask<bool> HasOtherInstallAsync(ISystemReader system, AbsolutePath path, FileContent content, CancellationToken cancel)
    {
        await content.LoadAsync(Array.MaxLength, cancel).ConfigureAwait(false);
        if (content.Bytes is not { } after || await system.StatAsync(path, follow: true, cancel).ConfigureAwait(false) is not { IsFile: true })
        {
            return false;
        }

        var before = await system.ReadAsync(path, cancel).ConfigureAwait(false);
        return !InstallOf(Encoding.UTF8.GetString(before.Span)).SequenceEqual(InstallOf(Encoding.UTF8.GetString(after.Span)));
    }

    private static IEnumerable<string> InstallOf(string text)
    {
        var isInstall = false;
        foreach (var line in text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (line[0] == '[')
            {
                isInstall = line == "[Install]";
            }
            else if (isInstall && line[0] is not '#' and not ';')
            {
                yield return line;
            }
        }
    }
}
