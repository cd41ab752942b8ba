using System.Globalization;

namespace OpsMop;

/// <summary>Makes swap with <c>mkswap</c> and uses it with <c>swapon</c>, as Linux has them.</summary>
[Provider<SwapResource>("linux", Platforms = ["linux"], Default = true, Proof = Proof.Recorded)]
public sealed class LinuxSwapProvider : Provider<SwapResource>
{
    private static readonly UnixMode FileMode = UnixMode.FromBits(0b110_000_000);

    /// <inheritdoc/>
    public override async ValueTask PlanAsync(SwapResource want, Plan plan, CancellationToken cancel)
    {
        var path = want.Path;
        var active = await plan.System.ObserveAsync(SwapStatus.Key(path), (system, stop) => SwapStatus.ReadAsync(system, path, stop), cancel).ConfigureAwait(false);
        var have = await plan.System.StatAsync(path, follow: true, cancel).ConfigureAwait(false);
        if (have is { IsDirectory: true })
        {
            throw new ProviderException($"{path} is a directory, and a swap file has to be there. Correct the path.");
        }

        if (want.Absent)
        {
            AddStop(plan, path, active);
            await Fstab.PlanAsync(plan, line => IsOf(line, path), null, cancel).ConfigureAwait(false);
            if (have is { IsFile: true })
            {
                FileWriting.AddDeletion(plan, path, have);
            }

            return;
        }

        active = await PlanSpaceAsync(want, plan, have, active, cancel).ConfigureAwait(false);
        await Fstab.PlanAsync(plan, line => IsOf(line, path), had => LineOf(want, had), cancel).ConfigureAwait(false);
        if (want.State == SwapState.InFstabOnly || (active is not null && (want.Priority is null || want.Priority == active.Priority)))
        {
            return;
        }

        AddStop(plan, path, active);
        plan.Change(
            "swapon",
            null,
            want.Priority is { } first ? $"priority {Text(first)}" : path,
            (system, stop) => StartAsync(system, want, stop),
            new Effects().Sets(SwapStatus.Key(path), new SwapStatus(want.Priority ?? -2)));
    }

    /// <summary>Adds what makes the file or device one that can be used.</summary>
    /// <returns>Whether it is used by then.</returns>
    private static async ValueTask<SwapStatus?> PlanSpaceAsync(SwapResource want, Plan plan, FileStatus? have, SwapStatus? active, CancellationToken cancel)
    {
        var path = want.Path;
        if (have is null && want.Size is null)
        {
            throw new ProviderException($"There is no {path}. Give .Size(…) for a swap file, or correct the name of the device; lsblk lists those that are there.");
        }

        if (have is { Kind: FileKind.Other } && want.Size is not null)
        {
            throw new ProviderException($"{path} is a device, which has a size of its own. Leave out .Size(…).");
        }

        var size = want.Mebibytes * 1024 * 1024;
        if (have is null || (want.Size is not null && have.Size != size))
        {
            AddStop(plan, path, active);
            await FileWriting.RequireParentAsync(plan, path, cancel).ConfigureAwait(false);
            var needsAttribute = await MountTable.CoveringAsync(plan.System, path, cancel).ConfigureAwait(false) is { FileSystem: "btrfs" };
            plan.Change(
                have is null ? "create" : "resize",
                have is null ? null : FileWriting.Size(have.Size),
                $"{want.Size} {FileMode}",
                (system, stop) => AllocateAsync(system, path, want.Mebibytes, needsAttribute, stop));
            plan.Change("mkswap", null, path, (system, stop) => SystemTool.RunAsync(system, stop, "mkswap", path.Value));
            return null;
        }

        if (have.IsFile && have.Mode != FileMode)
        {
            plan.Change("chmod", have.Mode, FileMode, (system, stop) => system.SetModeAsync(path, FileMode, stop));
        }

        if (active is null)
        {
            var probe = await SystemTool.QueryAsync(plan.System, cancel, "blkid", "-p", "-s", "TYPE", "-o", "value", path.Value).ConfigureAwait(false);
            switch (probe.Output.Trim())
            {
                case "swap":
                    break;
                case "" when probe.ExitCode is 2 or 0:
                    plan.Change("mkswap", null, path, (system, stop) => SystemTool.RunAsync(system, stop, "mkswap", path.Value));
                    break;
                case "":
                    throw SystemTool.Failure($"blkid -p {path}", probe);
                case var other:
                    throw new ProviderException($"{path} holds {other}, which mkswap would destroy. If it may go, run wipefs --all {path}, and apply again.");
            }
        }

        return active;
    }

    /// <summary>
    /// Fills a file with zeros: one with holes, as truncate makes it, or with space that was never written, as fallocate does, is not swap everywhere.
    /// </summary>
    private static async ValueTask AllocateAsync(ISystem system, AbsolutePath path, long mebibytes, bool needsAttribute, CancellationToken cancel)
    {
        await system.WriteAsync(path, FileContent.FromBytes(default), new FileMetadata(FileMode), cancel).ConfigureAwait(false);
        if (needsAttribute)
        {
            await SystemTool.RunAsync(system, cancel, "chattr", "+C", path.Value).ConfigureAwait(false);
        }

        string[] arguments = ["dd", "if=/dev/zero", $"of={path}", "bs=1M", $"count={Text(mebibytes)}", "conv=notrunc,fsync"];
        var result = await system.RunAsync(SystemTool.Request(arguments), cancel).ConfigureAwait(false);
        if (!result.Succeeded)
        {
            // A full disk is worse than no swap.
            await system.DeleteAsync(path, recursive: false, cancel).ConfigureAwait(false);
            throw SystemTool.Failure($"{path} could not be filled, and is deleted again. {string.Join(' ', arguments)}", result);
        }
    }

    private static async ValueTask StartAsync(ISystem system, SwapResource want, CancellationToken cancel)
    {
        string[] arguments = want.Priority is { } priority ? ["swapon", "--priority", Text(priority), want.Path.Value] : ["swapon", want.Path.Value];
        var result = await system.RunAsync(SystemTool.Request(arguments), cancel).ConfigureAwait(false);
        if (!result.Succeeded)
        {
            throw SystemTool.Failure(
                result.Error.Contains("Invalid argument", StringComparison.Ordinal) || result.Error.Contains("not permitted", StringComparison.Ordinal)
                    ? $"The kernel does not take {want.Path} as swap: its file system cannot hold swap, as overlay and tmpfs cannot, or this is a container. Choose another "
                        + $"place, or declare .InFstabOnly(). {string.Join(' ', arguments)}"
                    : string.Join(' ', arguments),
                result);
        }
    }

    private static void AddStop(Plan plan, AbsolutePath path, SwapStatus? active)
    {
        if (active is not null)
        {
            plan.Change(
                "swapoff",
                $"priority {Text(active.Priority)}",
                null,
                (system, stop) => SystemTool.RunAsync(system, stop, "swapoff", path.Value),
                new Effects().Sets(SwapStatus.Key(path), null));
        }
    }

    private static FstabLine LineOf(SwapResource want, FstabLine? had)
    {
        List<string> options = [.. want.Options ?? []];
        if (want.Priority is { } priority)
        {
            options.Add("pri=" + Text(priority));
        }

        // "none" and "swap" mean the same there.
        return new FstabLine(want.Path.Value, had?.Path ?? "none", "swap", options.Count > 0 ? string.Join(',', options) : "sw", had?.Dump ?? 0, had?.Pass ?? 0);
    }

    private static bool IsOf(FstabLine line, AbsolutePath path) => line.Type == "swap" && line.Device == path.Value;

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
