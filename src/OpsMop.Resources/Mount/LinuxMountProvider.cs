namespace OpsMop;

/// <summary>Mounts with <c>mount</c> and <c>umount</c>, and keeps <c>/etc/fstab</c>, as Linux has them.</summary>
[Provider<MountResource>("linux", Platforms = ["linux"], Default = true, Proof = Proof.RealHost)]
public sealed class LinuxMountProvider : Provider<MountResource>
{
    private static readonly FileMetadata PointMetadata = new(UnixMode.FromBits(0b111_101_101));

    // File systems whose device is a name that means nothing.
    private static readonly HashSet<string> WithoutDevice =
        ["tmpfs", "ramfs", "proc", "sysfs", "devpts", "devtmpfs", "overlay", "mqueue", "hugetlbfs", "debugfs", "tracefs", "cgroup", "cgroup2", "bpf", "configfs", "none"];

    // File systems that a program of a package mounts.
    private static readonly Dictionary<string, string> Helpers = new() { ["nfs"] = "nfs-common", ["nfs4"] = "nfs-common", ["cifs"] = "cifs-utils", ["glusterfs"] = "glusterfs-client" };

    /// <inheritdoc/>
    public override async ValueTask PlanAsync(MountResource want, Plan plan, CancellationToken cancel)
    {
        var have = await plan.System.ObserveAsync(MountStatus.Key(want.Path), (system, stop) => ReadAsync(system, want.Path, stop), cancel).ConfigureAwait(false);
        if (want.Absent || want.State == MountState.Unmounted)
        {
            if (have is not null)
            {
                AddUnmount(plan, want.Path, have);
            }

            if (want.Absent)
            {
                await Fstab.PlanAsync(plan, line => IsAt(line, want.Path), null, cancel).ConfigureAwait(false);
                return;
            }
        }

        FstabLine? line = null;
        IReadOnlyList<string>? before = null;
        if (want.Device is not null || want.BindOf.IsGiven)
        {
            before = (await Fstab.PlanAsync(plan, one => IsAt(one, want.Path), had => line = LineOf(want, had), cancel).ConfigureAwait(false))?.Options.Split(',');
        }

        if (want.State is null or MountState.Mounted)
        {
            await PlanMountAsync(want, plan, line!, before, have, cancel).ConfigureAwait(false);
        }
    }

    private static async ValueTask PlanMountAsync(MountResource want, Plan plan, FstabLine line, IReadOnlyList<string>? before, MountStatus? have, CancellationToken cancel)
    {
        var path = want.Path;
        var effects = new Effects().Sets(MountStatus.Key(path), new MountStatus(null, line, 1)).MayCreate(path.Value + "/*");
        if (have is not null && await IsSameAsync(want, plan.System, line, have, cancel).ConfigureAwait(false))
        {
            var anew = have.Entry is { } entry ? MountOptions.ToRemount(entry, line.Options.Split(','), before, want.BindOf.IsGiven) : have.Planned!.Says(line) ? null : [];
            if (anew is not null)
            {
                var options = string.Join(',', (string[])[want.BindOf.IsGiven ? "remount,bind" : "remount", .. anew]);
                plan.Change(
                    "remount",
                    have.Entry is { } live ? string.Join(',', live.Options.Concat(live.SuperOptions).Distinct()) : have.Planned!.Options,
                    line.Options,
                    (system, stop) => SystemTool.RunAsync(system, stop, "mount", "-o", options, path.Value),
                    effects);
            }

            return;
        }

        if (have is null)
        {
            await PlanPointAsync(want, plan, line, cancel).ConfigureAwait(false);
        }
        else if (path.IsRoot)
        {
            throw new ProviderException($"/ is {have.Shown}, and {line.Device} was to be mounted there. The root of the file system is changed by a boot: declare .InFstabOnly().");
        }

        if (!await IsThereAsync(want, plan, line, cancel).ConfigureAwait(false))
        {
            return;
        }

        if (have is not null)
        {
            AddUnmount(plan, path, have);
        }

        if (Helpers.TryGetValue(line.Type, out var package)
            && await plan.System.StatAsync("/sbin/mount." + line.Type, follow: true, cancel).ConfigureAwait(false) is null)
        {
            throw new ProviderException($"/sbin/mount.{line.Type}, which mounts {line.Type}, is not installed. Declare host.Package(\"{package}\") above.");
        }

        // By the table, so that the next boot does the same.
        plan.Change("mount", null, $"{line.Device} ({line.Options})", (system, stop) => SystemTool.RunAsync(system, stop, "mount", path.Value), effects);
    }

    /// <summary>Whether what is to be mounted is there. Where it is not, that is a failure, unless the options say that it may be missing.</summary>
    private static async ValueTask<bool> IsThereAsync(MountResource want, Plan plan, FstabLine line, CancellationToken cancel)
    {
        if (want.BindOf.IsGiven)
        {
            return await plan.System.StatAsync(want.BindOf, follow: true, cancel).ConfigureAwait(false) is not null
                ? true
                : throw new ProviderException($"There is no {want.BindOf}, so that it cannot be mounted on {want.Path}. Declare host.Directory(\"{want.BindOf}\") above.");
        }

        if (!IsDevice(line.Device) || await DeviceAsync(plan.System, line.Device, cancel).ConfigureAwait(false) is not null)
        {
            return true;
        }

        if (line.Options.Split(',').Contains("nofail"))
        {
            plan.Say($"There is no device {line.Device}, so that {want.Path} is not mounted now.");
            return false;
        }

        throw new ProviderException($"There is no device {line.Device}. lsblk -f lists those that are there. Where it may be missing, give the option nofail.");
    }

    private static async ValueTask PlanPointAsync(MountResource want, Plan plan, FstabLine line, CancellationToken cancel)
    {
        var point = await plan.System.StatAsync(want.Path, follow: true, cancel).ConfigureAwait(false);
        var isFile = want.BindOf.IsGiven && await plan.System.StatAsync(want.BindOf, follow: true, cancel).ConfigureAwait(false) is { IsDirectory: false };
        if (point is not null)
        {
            if (point.IsDirectory == isFile)
            {
                throw new ProviderException(isFile
                    ? $"{want.Path} is a directory, and {want.BindOf} is none: it cannot be mounted there. Remove the directory, or correct the path."
                    : $"{want.Path} is no directory, so that {line.Device} cannot be mounted there. Remove it, or correct the path.");
            }

            if (!isFile && (await plan.System.ListAsync(want.Path, cancel).ConfigureAwait(false)).Count > 0)
            {
                plan.Say($"{want.Path} is not empty: what it holds cannot be seen while {line.Device} is mounted there.");
            }

            return;
        }

        var missing = new Stack<AbsolutePath>();
        for (var folder = isFile ? want.Path.Parent : want.Path;
            await plan.System.StatAsync(folder, follow: true, cancel).ConfigureAwait(false) is null;
            folder = folder.Parent)
        {
            missing.Push(folder);
        }

        plan.Change("create mount point", null, want.Path, async (system, stop) =>
        {
            foreach (var folder in missing)
            {
                await system.CreateDirectoryAsync(folder, PointMetadata, stop).ConfigureAwait(false);
            }

            if (isFile)
            {
                await system.WriteAsync(want.Path, FileContent.FromBytes(default), new FileMetadata(UnixMode.FromBits(0b110_100_100)), stop).ConfigureAwait(false);
            }
        });
    }

    private static void AddUnmount(Plan plan, AbsolutePath path, MountStatus have) =>
        plan.Change("unmount", have.Shown, null, (system, stop) => UnmountAsync(system, path, have.Layers, stop), new Effects().Sets(MountStatus.Key(path), null));

    private static async ValueTask UnmountAsync(ISystem system, AbsolutePath path, int layers, CancellationToken cancel)
    {
        for (var i = 0; i < layers; i++)
        {
            string[] arguments = ["umount", path.Value];
            var result = await system.RunAsync(SystemTool.Request(arguments), cancel).ConfigureAwait(false);
            if (!result.Succeeded)
            {
                throw result.Error.Contains("busy", StringComparison.Ordinal)
                    ? new ProviderException($"{path} is in use, so that it cannot be unmounted. fuser -vm {path} tells by whom; stop them, and apply again.") { Process = result }
                    : SystemTool.Failure($"umount {path}", result);
            }
        }
    }

    private static FstabLine LineOf(MountResource want, FstabLine? had)
    {
        var options = want.EachOption.ToList();
        if (want.BindOf.IsGiven && !options.Contains("bind") && !options.Contains("rbind"))
        {
            options.Insert(0, "bind");
        }

        return new FstabLine(
            want.BindOf.IsGiven ? want.BindOf.Value : want.Device!,
            want.Path.Value,
            want.BindOf.IsGiven ? "none" : want.FileSystem ?? "auto",
            options.Count > 0 ? string.Join(',', options) : "defaults",
            want.Dump ?? had?.Dump ?? 0,
            want.Pass ?? had?.Pass ?? 0);
    }

    private static bool IsAt(FstabLine line, AbsolutePath path) => line.Type != "swap" && (AbsolutePath)line.Path == path;

    private static async ValueTask<MountStatus?> ReadAsync(ISystemReader system, AbsolutePath path, CancellationToken cancel)
    {
        var here = (await MountTable.ReadAsync(system, cancel).ConfigureAwait(false)).Where(mount => mount.Path == path.Value).ToList();
        return here.Count > 0 ? new MountStatus(here[^1], null, here.Count) : null;
    }

    private static async ValueTask<bool> IsSameAsync(MountResource want, ISystemReader system, FstabLine line, MountStatus have, CancellationToken cancel)
    {
        if (have.Entry is not { } live)
        {
            return have.Planned!.Device == line.Device && have.Planned.Type == line.Type;
        }

        if (want.BindOf.IsGiven)
        {
            return await IsBindAsync(system, want.Path, want.BindOf, live, cancel).ConfigureAwait(false);
        }

        if (line.Type != "auto" && line.Type != live.FileSystem && !(line.Type == "nfs" && live.FileSystem == "nfs4"))
        {
            return false;
        }

        if (WithoutDevice.Contains(live.FileSystem))
        {
            return true;
        }

        if (!IsDevice(line.Device))
        {
            return line.Device.TrimEnd('/') == live.Source.TrimEnd('/');
        }

        // A device that is not known by that name any more is no reason to unmount what is there.
        var device = await DeviceAsync(system, line.Device, cancel).ConfigureAwait(false);
        return device is null || device == (await DeviceAsync(system, live.Source, cancel).ConfigureAwait(false) ?? live.Source);
    }

    private static async ValueTask<bool> IsBindAsync(ISystemReader system, AbsolutePath path, AbsolutePath source, MountEntry live, CancellationToken cancel)
    {
        var others = (await MountTable.ReadAsync(system, cancel).ConfigureAwait(false)).Where(mount => mount.Path != path.Value).ToList();
        if (Is(source))
        {
            return true;
        }

        // The kernel knows it by the path that has no links in it.
        var real = await SystemTool.QueryAsync(system, cancel, "readlink", "-f", "--", source.Value).ConfigureAwait(false);
        return real.Succeeded && real.Output.TrimEnd('\n') is { } target && target != source.Value && Is(target);

        bool Is(AbsolutePath folder) => MountTable.Covering(others, folder) is { } within && within.Number == live.Number
            && RootOf(within, folder) == live.Root;
    }

    private static string RootOf(MountEntry mount, AbsolutePath folder)
    {
        var rest = mount.Path == "/" ? folder.Value : folder.Value[mount.Path.Length..];
        return mount.Root == "/" ? rest.Length == 0 ? "/" : rest : rest == "/" ? mount.Root : mount.Root + rest;
    }

    private static bool IsDevice(string device) => device.StartsWith("/dev/", StringComparison.Ordinal) || TagFolder(device) is not null;

    private static string? TagFolder(string device) => device.IndexOf('=') is > 0 and var equals
        ? device[..equals] switch { "UUID" => "by-uuid", "LABEL" => "by-label", "PARTUUID" => "by-partuuid", "PARTLABEL" => "by-partlabel", "ID" => "by-id", _ => null }
        : null;

    /// <summary>The device itself, whatever it is called; <see langword="null"/> where there is none.</summary>
    private static async ValueTask<string?> DeviceAsync(ISystemReader system, string device, CancellationToken cancel)
    {
        AbsolutePath path = TagFolder(device) is { } folder ? $"/dev/disk/{folder}/{device[(device.IndexOf('=') + 1)..].Trim('"')}" : device;
        for (var hops = 0; hops < 10 && path is { IsGiven: true, Error: null }; hops++)
        {
            switch (await system.StatAsync(path, follow: false, cancel).ConfigureAwait(false))
            {
                case null:
                    return null;
                case { IsLink: true }:
                    path = Path.GetFullPath(await system.ReadLinkAsync(path, cancel).ConfigureAwait(false), path.Parent.Value);
                    break;
                default:
                    return path.Value;
            }
        }

        return null;
    }
}
