using System.Text;

namespace OpsMop;

/// <summary>Writes files of <c>/etc/supervisor/conf.d</c>, as Debian has it, and manages their programs with <c>supervisorctl</c>.</summary>
[Provider<SupervisorProgramResource>("supervisor", Platforms = ["linux"], Default = true, Proof = Proof.RealHost)]
public sealed class SupervisorProgramProvider : Provider<SupervisorProgramResource>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <inheritdoc/>
    public override async ValueTask PlanAsync(SupervisorProgramResource want, Plan plan, CancellationToken cancel)
    {
        var have = await plan.System.ObserveAsync(Key(want.Label), (system, stop) => ReadAsync(system, want.Label, stop), cancel).ConfigureAwait(false);
        if (want.Absent)
        {
            if (await ManagedFile.PlanAbsenceAsync(plan, want.File, null, cancel).ConfigureAwait(false) || have is { IsKnown: true })
            {
                Update(plan, want.Label, have, new SupervisorStatus(false, []));
            }

            return;
        }

        if (await plan.System.StatAsync(want.File.Parent, follow: true, cancel).ConfigureAwait(false) is null)
        {
            throw new ProviderException($"There is no {want.File.Parent}: supervisor is not installed. Declare host.Package(\"supervisor\") above.");
        }

        var content = FileContent.FromBytes(Encoding.UTF8.GetBytes(SupervisorFile.Print(want)));
        var changed = await new ManagedFile(want.File, content, new FileMetadata(UnixMode.FromBits(0b110_100_100), "root", "root"))
        {
            Writing = metadata => (system, stop) => WriteAsync(system, want.File, content, metadata, stop),
        }.PlanAsync(plan, cancel).ConfigureAwait(false);
        if (have is null && want.State is not null and not ServiceState.Stopped)
        {
            throw new ProviderException("supervisor does not run here, so that its programs cannot be started. Declare host.Service(\"supervisor\").Running() above.");
        }

        if (have is not null && (changed || !have.IsKnown))
        {
            var after = SupervisorStatus.Of(want.AutoStart == false ? "STOPPED" : "RUNNING");
            Update(plan, want.Label, have, after);
            have = after;
        }

        AddState(want, plan, have);
    }

    private static void AddState(SupervisorProgramResource want, Plan plan, SupervisorStatus? have)
    {
        if (have is null)
        {
            return;
        }

        var verb = want.State switch
        {
            ServiceState.Running when !have.IsRunning => "start",
            ServiceState.Stopped when !have.IsStopped => "stop",
            ServiceState.Restarted => "restart",
            _ => null,
        };
        if (verb is not null)
        {
            var after = SupervisorStatus.Of(verb == "stop" ? "STOPPED" : "RUNNING");
            plan.Change(verb, have.Shown, after.Shown, (system, cancel) => ChangeAsync(system, want.Label, verb, cancel), new Effects().Sets(Key(want.Label), after));
        }
    }

    private static string Key(string name) => "supervisor:" + name;

    private static void Update(Plan plan, string name, SupervisorStatus? have, SupervisorStatus after)
    {
        if (have is not null)
        {
            plan.Change("update", have.Shown, after.Shown, (system, cancel) => UpdateAsync(system, name, cancel), new Effects().Sets(Key(name), after));
        }
    }

    private static async ValueTask<SupervisorStatus?> ReadAsync(ISystemReader system, string name, CancellationToken cancel) =>
        SupervisorStatus.Parse(await SystemTool.QueryAsync(system, cancel, StatusOf(name)).ConfigureAwait(false));

    /// <summary>Writes the file, and takes it back if supervisor cannot read it: with it, it would not start any more.</summary>
    private static async ValueTask WriteAsync(ISystem system, AbsolutePath path, FileContent content, FileMetadata metadata, CancellationToken cancel)
    {
        var before = await system.StatAsync(path, follow: false, cancel).ConfigureAwait(false) is { IsFile: true }
            ? await system.ReadAsync(path, cancel).ConfigureAwait(false)
            : default(ReadOnlyMemory<byte>?);
        await system.WriteAsync(path, content, metadata, cancel).ConfigureAwait(false);
        var result = await system.RunAsync(new ProcessRequest(["supervisorctl", "reread"]), cancel).ConfigureAwait(false);
        if (result.Output.Contains("CANT_REREAD", StringComparison.Ordinal))
        {
            if (before is { } old)
            {
                await system.WriteAsync(path, FileContent.FromBytes(old), metadata, cancel).ConfigureAwait(false);
            }
            else
            {
                await system.DeleteAsync(path, recursive: false, cancel).ConfigureAwait(false);
            }

            throw new ProviderException($"supervisor does not accept the new {path}, which has been taken back:\n{result.Output.Trim()}") { Process = result };
        }
    }

    private static async ValueTask UpdateAsync(ISystem system, string name, CancellationToken cancel)
    {
        await SystemTool.RunAsync(system, cancel, "supervisorctl", "reread").ConfigureAwait(false);
        await SystemTool.RunAsync(system, cancel, "supervisorctl", "update", name).ConfigureAwait(false);
        await SettleAsync(system, name, cancel).ConfigureAwait(false);
    }

    private static async ValueTask ChangeAsync(ISystem system, string name, string verb, CancellationToken cancel)
    {
        await SystemTool.RunAsync(system, cancel, "supervisorctl", verb, name + ":*").ConfigureAwait(false);
        await SettleAsync(system, name, cancel).ConfigureAwait(false);
    }

    /// <summary>Waits until it is known whether what starts stays up.</summary>
    private static async ValueTask SettleAsync(ISystem system, string name, CancellationToken cancel)
    {
        for (var waited = TimeSpan.Zero; ; waited += UnitStart.Grace)
        {
            // As an effect, though it only reads: in a plan, where nothing was started, it must not ask the host.
            var result = await system.RunAsync(new ProcessRequest(StatusOf(name)), cancel).ConfigureAwait(false);
            var states = SupervisorStatus.Parse(result)?.States ?? [];
            if (states.Contains("FATAL") || (waited >= Patience && states.Contains("BACKOFF")))
            {
                throw SystemTool.Failure($"{name} was started and does not stay up", result);
            }

            if (waited >= Patience || !states.Any(static state => state is "STARTING" or "BACKOFF" or "STOPPING"))
            {
                return;
            }

            await Task.Delay(UnitStart.Grace, cancel).ConfigureAwait(false);
        }
    }

    private static string[] StatusOf(string name) => ["supervisorctl", "status", name + ":*"];
}
