using System.Text;
using System.Text.Json;

namespace OpsMop;

/// <summary>Manages virtual environments with Python's own <c>venv</c> and <c>pip</c>.</summary>
[Provider<VenvResource>("venv", Default = true, Proof = Proof.RealHost)]
public sealed class VenvProvider : Provider<VenvResource>
{
    private const string Version = "import sys; print('%d.%d' % sys.version_info[:2])";

    // An environment that was cut off while it was made has a Python and no pip.
    private const string VersionWithPip = "import sys, importlib.util as u; u.find_spec('pip') or sys.exit(1); print('%d.%d' % sys.version_info[:2])";

    private static readonly UnixMode FolderMode = UnixMode.FromBits(0b111_101_101);
    private static readonly UnixMode RecordMode = UnixMode.FromBits(0b110_100_100);
    private static readonly Dictionary<string, string> Environment = new()
    {
        ["LC_ALL"] = "C.UTF-8",
        ["PIP_NO_INPUT"] = "1",
        ["PIP_DISABLE_PIP_VERSION_CHECK"] = "1",
        ["PYTHONDONTWRITEBYTECODE"] = "1",
    };

    /// <inheritdoc/>
    public override async ValueTask PlanAsync(VenvResource want, Plan plan, CancellationToken cancel)
    {
        var have = await plan.System.StatAsync(want.Path, follow: false, cancel).ConfigureAwait(false);
        if (have is { IsDirectory: false })
        {
            throw new ProviderException($"{want.Path} is a {(have.IsLink ? "link" : "file")}, and an environment is a directory. Remove it, or correct the path.");
        }

        var settings = have is null ? null : await ReadAsync(plan.System, want.Path / "pyvenv.cfg", cancel).ConfigureAwait(false);
        if (have is not null && settings is null && (want.Absent || (await plan.System.ListAsync(want.Path, cancel).ConfigureAwait(false)).Count > 0))
        {
            throw new ProviderException($"{want.Path} is a directory and no environment of Python: it has no pyvenv.cfg. Move away what is in it, or correct the path.");
        }

        if (want.Absent)
        {
            if (have is not null)
            {
                plan.Change("delete", "an environment", null, (system, stop) => system.DeleteAsync(want.Path, recursive: true, stop));
            }

            return;
        }

        // What it must have comes first: what is wrong with that is told before anything is made.
        var asked = await VenvRecord.AskedAsync(want, plan.System, cancel).ConfigureAwait(false);
        var user = want.Owner;
        var isNew = true;
        if (have is null)
        {
            await FileWriting.RequireParentAsync(plan, want.Path, cancel).ConfigureAwait(false);
            await PlanNewAsync(want, plan, cancel).ConfigureAwait(false);
        }
        else
        {
            var runner = await OwnedTree.RunnerAsync(plan.System, have, cancel).ConfigureAwait(false);
            if (!await OwnedTree.PlanAsync(plan, want.Path, have, want.Owner, group: null, cancel).ConfigureAwait(false))
            {
                user = runner;
            }

            isNew = await PlanEnvironmentAsync(want, plan, settings, runner, user, cancel).ConfigureAwait(false);
        }

        await PlanPackagesAsync(want, plan, asked, isNew, user, cancel).ConfigureAwait(false);
    }

    private static async ValueTask PlanNewAsync(VenvResource want, Plan plan, CancellationToken cancel)
    {
        var version = await PythonVersionAsync(want, plan, cancel).ConfigureAwait(false);
        var (owner, group) = await Ownership.ForNewAsync(plan.System, want.Owner, null, want.Common.User, cancel).ConfigureAwait(false);
        plan.Change(
            "create",
            null,
            $"Python {version}",
            async (system, stop) =>
            {
                await system.CreateDirectoryAsync(want.Path, new FileMetadata(FolderMode, owner, group), stop).ConfigureAwait(false);
                await MakeAsync(want, system, want.Owner, clear: false, want.SystemSitePackages == true, stop).ConfigureAwait(false);
            },
            new Effects().MayCreate(want.Path.Value + "/*"));
    }

    /// <summary>Adds what has to change for an environment that is there, but for its packages.</summary>
    /// <returns>Whether it is built anew, and so has none.</returns>
    private static async ValueTask<bool> PlanEnvironmentAsync(VenvResource want, Plan plan, string? settings, string? runner, string? user, CancellationToken cancel)
    {
        var shared = settings?.Contains("include-system-site-packages = true", StringComparison.Ordinal) == true;
        var sharing = want.SystemSitePackages ?? shared;
        var version = settings is null ? null : await VersionInAsync(want, plan.System, runner, cancel).ConfigureAwait(false);
        var wanted = version is not null && want.Python is null ? version : await PythonVersionAsync(want, plan, cancel).ConfigureAwait(false);
        if (version != wanted)
        {
            plan.Change(
                settings is null ? "create" : "build anew",
                settings is null ? null : version is null ? "without a Python that works" : $"Python {version}",
                $"Python {wanted}",
                (system, stop) => MakeAsync(want, system, user, clear: true, sharing, stop),
                new Effects().MayCreate(want.Path.Value + "/*"));
            return true;
        }

        if (sharing != shared)
        {
            plan.Change(
                "share packages of the system",
                shared ? "yes" : "no",
                sharing ? "yes" : "no",
                (system, stop) => MakeAsync(want, system, user, clear: false, sharing, stop));
        }

        return false;
    }

    private static async ValueTask PlanPackagesAsync(VenvResource want, Plan plan, string asked, bool isNew, string? user, CancellationToken cancel)
    {
        if (!want.Requirements.IsGiven && want.Packages is not { Count: > 0 })
        {
            return;
        }

        var record = isNew ? null : VenvRecord.Parse(await ReadAsync(plan.System, VenvRecord.At(want.Path), cancel).ConfigureAwait(false) ?? "");
        var there = await InstalledAsync(plan.System, want.Path, cancel).ConfigureAwait(false);
        var missing = record?.Installed.Except(there).ToList() ?? [];
        var newer = record is not null && want.Upgrade ? await UpgradesAsync(want, plan.System, user, cancel).ConfigureAwait(false) : null;
        if (record is not null && record.Asked == asked && missing.Count == 0 && newer is null)
        {
            return;
        }

        string[] sources = want.Requirements.IsGiven ? [want.Requirements.Value, .. want.Packages ?? []] : [.. want.Packages!];
        plan.Change(
            newer is not null ? "upgrade" : "install",
            record is not null && record.Asked == asked && missing.Count > 0 ? $"without {string.Join(", ", missing.Select(name => name.Replace(".dist-info", "", StringComparison.Ordinal)))}" : null,
            newer ?? string.Join(", ", sources),
            async (system, stop) =>
            {
                var result = await system.RunAsync(Pip(want, user, "--quiet"), stop).ConfigureAwait(false);
                if (!result.Succeeded)
                {
                    throw SystemTool.Failure($"pip install {string.Join(' ', sources)}", result);
                }

                var owner = (await system.StatAsync(want.Path, follow: false, stop).ConfigureAwait(false))!;
                var installed = new VenvRecord(asked, await InstalledAsync(system, want.Path, stop).ConfigureAwait(false));
                var metadata = new FileMetadata(RecordMode, owner.Owner, owner.Group);
                await system.WriteAsync(VenvRecord.At(want.Path), FileContent.FromText(installed.ToString()), metadata, stop).ConfigureAwait(false);
            },
            new Effects().MayCreate(want.Path.Value + "/*"));
    }

    /// <summary>What pip would bring to a newer version; <see langword="null"/> where nothing is newer.</summary>
    private static async ValueTask<string?> UpgradesAsync(VenvResource want, ISystemReader system, string? user, CancellationToken cancel)
    {
        var request = Pip(want, user, "--quiet", "--dry-run", "--no-cache-dir", "--report", "-") with { OutputLimit = 1 << 26 };
        var result = await system.QueryAsync(request, cancel).ConfigureAwait(false);
        if (!result.Succeeded)
        {
            throw SystemTool.Failure("pip install --dry-run, which says what is newer", result);
        }

        try
        {
            using var report = JsonDocument.Parse(result.Output);
            var newer = report.RootElement.GetProperty("install").EnumerateArray()
                .Select(one => one.GetProperty("metadata"))
                .Select(one => $"{one.GetProperty("name").GetString()} {one.GetProperty("version").GetString()}")
                .ToList();
            return newer.Count == 0 ? null : string.Join(", ", newer);
        }
        catch (Exception fault) when (fault is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new ProviderException("pip does not say what it would install: .Upgrade() needs pip 22.2 or newer in the environment.", fault);
        }
    }

    private static async ValueTask MakeAsync(VenvResource want, ISystem system, string? user, bool clear, bool shared, CancellationToken cancel)
    {
        List<string> arguments = [want.Python ?? "python3", "-m", "venv"];
        if (clear)
        {
            arguments.Add("--clear");
        }

        if (shared)
        {
            arguments.Add("--system-site-packages");
        }

        arguments.Add(want.Path.Value);
        var result = await system.RunAsync(Request(user, arguments), cancel).ConfigureAwait(false);
        if (!result.Succeeded)
        {
            throw result.Output.Contains("ensurepip", StringComparison.Ordinal)
                ? new ProviderException($"{arguments[0]} cannot make environments: it lacks ensurepip. Declare host.Package(\"python3-venv\") above.") { Process = result }
                : SystemTool.Failure(string.Join(' ', arguments), result);
        }
    }

    /// <summary>The version of the Python that an environment is made of.</summary>
    private static async ValueTask<string> PythonVersionAsync(VenvResource want, Plan plan, CancellationToken cancel)
    {
        var python = want.Python ?? "python3";
        var result = await plan.System.QueryAsync(Request(null, [python, "-I", "-c", Version]), cancel).ConfigureAwait(false);
        return result.ExitCode == ProcessResult.NotFound
            ? throw new ProviderException($"There is no program {python} on this host. Declare host.Package(\"{(want.Python is null ? "python3-venv" : python)}\") above, or correct the name.")
            : result.Succeeded ? result.Output.Trim() : throw SystemTool.Failure(python, result);
    }

    /// <summary>The version of an environment; <see langword="null"/> where its Python is gone, is another than its packages are for, or has no pip.</summary>
    private static async ValueTask<string?> VersionInAsync(VenvResource want, ISystemReader system, string? runner, CancellationToken cancel)
    {
        AbsolutePath python = want.Path / "bin/python";
        if (await system.StatAsync(python, follow: true, cancel).ConfigureAwait(false) is null)
        {
            return null;
        }

        var result = await system.QueryAsync(Request(runner, [python.Value, "-I", "-c", VersionWithPip]), cancel).ConfigureAwait(false);
        return result.Succeeded && await system.StatAsync(want.Path / $"lib/python{result.Output.Trim()}", follow: true, cancel).ConfigureAwait(false) is not null
            ? result.Output.Trim() : null;
    }

    private static async ValueTask<IReadOnlyList<string>> InstalledAsync(ISystemReader system, AbsolutePath path, CancellationToken cancel)
    {
        var all = new List<string>();
        foreach (var version in await NamesAsync(path / "lib").ConfigureAwait(false))
        {
            var names = await NamesAsync(path / $"lib/{version}/site-packages").ConfigureAwait(false);
            all.AddRange(names.Where(name => name.EndsWith(".dist-info", StringComparison.Ordinal)));
        }

        return all;

        async ValueTask<IReadOnlyList<string>> NamesAsync(AbsolutePath folder) =>
            await system.StatAsync(folder, follow: true, cancel).ConfigureAwait(false) is { IsDirectory: true }
                ? await system.ListAsync(folder, cancel).ConfigureAwait(false) : [];
    }

    private static async ValueTask<string?> ReadAsync(ISystemReader system, AbsolutePath path, CancellationToken cancel) =>
        await system.StatAsync(path, follow: true, cancel).ConfigureAwait(false) is { IsFile: true }
            ? Encoding.UTF8.GetString((await system.ReadAsync(path, cancel).ConfigureAwait(false)).Span) : null;

    private static ProcessRequest Pip(VenvResource want, string? user, params string[] options)
    {
        List<string> arguments = [(want.Path / "bin/python").Value, "-m", "pip", "install", .. options];
        if (want.Upgrade)
        {
            arguments.Add("--upgrade");
        }

        if (want.IndexUrl is { } index)
        {
            arguments.AddRange(["--index-url", index]);
        }

        if (want.NoIndex)
        {
            arguments.Add("--no-index");
        }

        foreach (var link in want.FindLinks ?? [])
        {
            arguments.AddRange(["--find-links", link]);
        }

        if (want.Requirements.IsGiven)
        {
            arguments.AddRange(["--requirement", want.Requirements.Value]);
        }

        return Request(user, [.. arguments, "--", .. want.Packages ?? []]);
    }

    private static ProcessRequest Request(string? user, IReadOnlyList<string> arguments) => new(arguments) { Environment = Environment, User = user };
}
