using System.Text;
using OpsMop.Parsing;

namespace OpsMop;

/// <summary>Sets parameters of the Linux kernel with <c>sysctl</c>, and keeps them in a file of <c>/etc/sysctl.d</c>.</summary>
[Provider<SysctlResource>("linux", Platforms = ["linux"], Default = true, Proof = Proof.RealHost)]
public sealed class LinuxSysctlProvider : Provider<SysctlResource>
{
    private static readonly AbsolutePath Root = "/proc/sys";
    private static readonly string[] Folders = ["/etc/sysctl.d", "/usr/local/lib/sysctl.d", "/usr/lib/sysctl.d"];

    /// <inheritdoc/>
    public override async ValueTask PlanAsync(SysctlResource want, Plan plan, CancellationToken cancel)
    {
        var path = want.RelativePath;
        if (want.Absent)
        {
            await PlanLineAsync(want, plan, path, null, cancel).ConfigureAwait(false);
            return;
        }

        var value = SysctlName.Normal(want.Value!);
        if (!want.PersistOnly)
        {
            await PlanLiveAsync(plan, path, value, cancel).ConfigureAwait(false);
        }

        if (!want.LiveOnly)
        {
            await PlanLineAsync(want, plan, path, value, cancel).ConfigureAwait(false);
            await SayWhoWinsAsync(want, plan, path, value, cancel).ConfigureAwait(false);
        }
    }

    private static async ValueTask PlanLiveAsync(Plan plan, string path, string value, CancellationToken cancel)
    {
        var key = "sysctl:" + path;
        var have = await plan.System.ObserveAsync(key, (system, stop) => ReadAsync(system, path, stop), cancel).ConfigureAwait(false)
            ?? throw await NoParameterAsync(plan.System, path, cancel).ConfigureAwait(false);
        if (have.Text == value)
        {
            return;
        }

        if (await MountTable.CoveringAsync(plan.System, Root / path, cancel).ConfigureAwait(false) is { IsReadOnly: true })
        {
            throw new ProviderException(
                $"{SysctlName.ToName(path)} is {have.Text} and cannot be set here: {Root / path} is mounted read-only, as it is in a container. Set it on the host of the "
                + "container, or declare .PersistOnly().");
        }

        plan.Change("set", have.Text, value, (system, stop) => SetAsync(system, path, value, stop), new Effects().Sets(key, new SysctlValue(value)));
    }

    private static async ValueTask<SysctlValue?> ReadAsync(ISystemReader system, string path, CancellationToken cancel)
    {
        var file = Root / path;
        if (await system.StatAsync(file, follow: true, cancel).ConfigureAwait(false) is not { IsFile: true })
        {
            return null;
        }

        return new SysctlValue(SysctlName.Normal(Encoding.UTF8.GetString((await system.ReadAsync(file, cancel).ConfigureAwait(false)).Span)));
    }

    private static async ValueTask SetAsync(ISystem system, string path, string value, CancellationToken cancel)
    {
        // With slashes, which mean the same to every version of sysctl. Some say that they could not, and end well.
        string[] arguments = ["sysctl", "-w", $"{path}={value}"];
        var result = await system.RunAsync(SystemTool.Request(arguments), cancel).ConfigureAwait(false);
        if (result.ExitCode == ProcessResult.NotFound)
        {
            throw new ProviderException("sysctl was not found. Declare host.Package(\"procps\") above.");
        }

        if (!result.Succeeded || result.Error.Contains("sysctl:", StringComparison.Ordinal))
        {
            throw SystemTool.Failure(string.Join(' ', arguments), result);
        }
    }

    private static async ValueTask<ProviderException> NoParameterAsync(ISystemReader system, string path, CancellationToken cancel)
    {
        if (await system.StatAsync(Root, follow: true, cancel).ConfigureAwait(false) is null)
        {
            return new ProviderException($"There is no {Root} here, as in an image, so that {SysctlName.ToName(path)} cannot be set. Declare .PersistOnly().");
        }

        // The first part that does not exist is the one that is wrong.
        var folder = Root;
        var parts = path.Split('/');
        for (var i = 0; i < parts.Length; i++)
        {
            var names = await system.ListAsync(folder, cancel).ConfigureAwait(false);
            if (!names.Contains(parts[i]))
            {
                if (Suggestion.Nearest(parts[i], names) is not { } near)
                {
                    break;
                }

                parts[i] = near;
                var meant = string.Join('/', parts);
                return new ProviderException($"The kernel has no parameter {SysctlName.ToName(path)}. Did you mean '{SysctlName.ToName(meant)}'?");
            }

            folder /= parts[i];
            if (await system.StatAsync(folder, follow: true, cancel).ConfigureAwait(false) is not { IsDirectory: true })
            {
                break;
            }
        }

        return new ProviderException(
            $"The kernel has no parameter {SysctlName.ToName(path)}. Correct the name, or load the module that brings it: declare host.KernelModule(…) above.");
    }

    private static async ValueTask PlanLineAsync(SysctlResource want, Plan plan, string path, string? value, CancellationToken cancel)
    {
        var file = await EditedFile.OpenAsync(plan.System, want.Kept, cancel).ConfigureAwait(false);
        var (text, had) = SysctlFile.With(file, path, value);
        var from = had.Count == 0 ? null : string.Join(", ", had);
        if (value is null && text.Trim().Length == 0 && had.Count > 0 && !want.File.IsGiven)
        {
            // The file is ours by its name, and this was the last line of it.
            plan.Change("remove line", $"{SysctlName.ToName(path)} = {from}", null, (system, stop) => system.DeleteAsync(file.Path, recursive: false, stop));
        }
        else if (value is not null)
        {
            await file.SaveAsync(plan, text, new Edit("persist", from, value), cancel).ConfigureAwait(false);
        }
        else if (had.Count > 0)
        {
            await file.SaveAsync(plan, text, new Edit("remove line", $"{SysctlName.ToName(path)} = {from}", null), cancel).ConfigureAwait(false);
        }
    }

    /// <summary>Says who else sets the parameter in a file that is read later, so that the next boot gives it another value.</summary>
    private static async ValueTask SayWhoWinsAsync(SysctlResource want, Plan plan, string path, string value, CancellationToken cancel)
    {
        // A file in /etc hides those of its name elsewhere.
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (AbsolutePath folder in Folders)
        {
            if (await plan.System.StatAsync(folder, follow: true, cancel).ConfigureAwait(false) is not { IsDirectory: true })
            {
                continue;
            }

            foreach (var name in await plan.System.ListAsync(folder, cancel).ConfigureAwait(false))
            {
                if (!name.EndsWith(".conf", StringComparison.Ordinal) || !seen.Add(name) || string.CompareOrdinal(name, want.Kept.Name) <= 0
                    || await plan.System.StatAsync(folder / name, follow: true, cancel).ConfigureAwait(false) is not { IsFile: true })
                {
                    continue;
                }

                foreach (var line in EditedFile.SplitLines(Encoding.Latin1.GetString((await plan.System.ReadAsync(folder / name, cancel).ConfigureAwait(false)).Span)))
                {
                    if (SysctlFile.Parse(line) is { } other && other.Path == path && SysctlName.Normal(other.Value) != value)
                    {
                        plan.Say($"{folder / name} is read after {want.Kept} and sets {SysctlName.ToName(path)} to {other.Value}: that is its value after the next boot.");
                    }
                }
            }
        }
    }
}
