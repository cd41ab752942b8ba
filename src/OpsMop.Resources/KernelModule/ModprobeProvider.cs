using System.Text;
using OpsMop.Parsing;

namespace OpsMop;

/// <summary>Loads modules with <c>modprobe</c>, and keeps the files that it and systemd read at boot.</summary>
[Provider<KernelModuleResource>("modprobe", Platforms = ["linux"], Default = true, Proof = Proof.Recorded)]
public sealed class ModprobeProvider : Provider<KernelModuleResource>
{
    private static readonly FileMetadata Metadata = new(UnixMode.FromBits(0b110_100_100), "root", "root");

    /// <inheritdoc/>
    public override async ValueTask PlanAsync(KernelModuleResource want, Plan plan, CancellationToken cancel)
    {
        if (want.Absent || want.Blacklisted)
        {
            await ManagedFile.PlanAbsenceAsync(plan, want.LoadFile, effects: null, cancel).ConfigureAwait(false);
            if (want.Absent)
            {
                await ManagedFile.PlanAbsenceAsync(plan, want.OptionsFile, effects: null, cancel).ConfigureAwait(false);
            }
            else
            {
                // The first keeps hardware from asking for it, the second everybody else.
                await PlanFileAsync(plan, want.OptionsFile, $"blacklist {want.Module}\ninstall {want.Module} /bin/false\n", cancel).ConfigureAwait(false);
            }

            if (!want.PersistOnly)
            {
                await PlanUnloadAsync(want, plan, cancel).ConfigureAwait(false);
            }

            return;
        }

        var parametersChange = false;
        if (!want.LiveOnly)
        {
            await PlanFileAsync(plan, want.LoadFile, want.Module + "\n", cancel).ConfigureAwait(false);
            parametersChange = await PlanOptionsAsync(want, plan, cancel).ConfigureAwait(false);
        }

        if (!want.PersistOnly)
        {
            await PlanLoadAsync(want, plan, parametersChange, cancel).ConfigureAwait(false);
        }
    }

    private static async ValueTask<bool> PlanOptionsAsync(KernelModuleResource want, Plan plan, CancellationToken cancel)
    {
        if (want.Parameters is { Count: > 0 } parameters)
        {
            return await PlanFileAsync(plan, want.OptionsFile, $"options {want.Module} {string.Join(' ', parameters)}\n", cancel).ConfigureAwait(false);
        }

        // What keeps it away contradicts the declaration; whatever else somebody has written there does not.
        if (await plan.System.StatAsync(want.OptionsFile, follow: false, cancel).ConfigureAwait(false) is { IsFile: true } have
            && KeepsAway(Encoding.UTF8.GetString((await plan.System.ReadAsync(want.OptionsFile, cancel).ConfigureAwait(false)).Span), want.Module))
        {
            FileWriting.AddDeletion(plan, want.OptionsFile, have);
        }

        return false;
    }

    private static async ValueTask PlanLoadAsync(KernelModuleResource want, Plan plan, bool parametersChange, CancellationToken cancel)
    {
        var name = want.Module;
        if (await StatusAsync(plan, name, cancel).ConfigureAwait(false) is { } have)
        {
            if (parametersChange)
            {
                plan.Say(have.IsBuiltIn
                    ? $"{name} is built into the kernel, which takes its parameters from the boot loader and not from {want.OptionsFile}."
                    : $"{name} is loaded: its parameters are in force when it is loaded anew, which the next boot does.");
            }

            return;
        }

        var probe = await SystemTool.QueryAsync(plan.System, cancel, "modprobe", "--dry-run", name).ConfigureAwait(false);
        if (probe.ExitCode == ProcessResult.NotFound)
        {
            throw NoModprobe();
        }

        if (!probe.Succeeded)
        {
            var known = await KernelModules.AvailableAsync(plan.System, cancel).ConfigureAwait(false);
            throw new ProviderException(known.Count == 0
                ? $"{name} is not in this kernel, and there are no modules for it here. In a container load it on the container's host, or declare .PersistOnly()."
                : $"There is no module {name} for this kernel.{Suggestion.DidYouMean(KernelModules.Normal(name), known)} A package may bring it: declare host.Package(…) above.")
            { Process = probe };
        }

        // The file that has its parameters is read by modprobe; without one they are told.
        string[] arguments = ["modprobe", name, .. want.LiveOnly ? want.Parameters ?? [] : []];
        plan.Change(
            "load",
            null,
            want.Parameters is { Count: > 0 } parameters ? string.Join(' ', parameters) : name,
            (system, stop) => RunAsync(system, arguments, stop),
            new Effects().Sets(KernelModules.Key(name), new KernelModuleStatus(IsBuiltIn: false)).MayCreate("/proc/sys/*", "/sys/*", "/dev/*", "sysctl:*"));
    }

    private static async ValueTask PlanUnloadAsync(KernelModuleResource want, Plan plan, CancellationToken cancel)
    {
        switch (await StatusAsync(plan, want.Module, cancel).ConfigureAwait(false))
        {
            case null:
                break;
            case { IsBuiltIn: true }:
                throw new ProviderException(
                    $"{want.Module} is built into the kernel and cannot be unloaded. To keep it from starting at boot, add initcall_blacklist= and its function to the kernel's "
                    + "command line; where only its files are meant, declare .PersistOnly().");
            default:
                plan.Change(
                    "unload",
                    want.Module,
                    null,
                    (system, stop) => RunAsync(system, ["modprobe", "--remove", want.Module], stop),
                    new Effects().Sets(KernelModules.Key(want.Module), null));
                break;
        }
    }

    private static ValueTask<KernelModuleStatus?> StatusAsync(Plan plan, string name, CancellationToken cancel) =>
        plan.System.ObserveAsync(KernelModules.Key(name), (system, stop) => KernelModules.ReadAsync(system, name, stop), cancel);

    private static async ValueTask<bool> PlanFileAsync(Plan plan, AbsolutePath path, string content, CancellationToken cancel)
    {
        // They belong to packages that an image may not have yet.
        if (await plan.System.StatAsync(path.Parent, follow: true, cancel).ConfigureAwait(false) is null)
        {
            plan.Change(
                "create directory",
                null,
                path.Parent,
                (system, stop) => system.CreateDirectoryAsync(path.Parent, new FileMetadata(UnixMode.FromBits(0b111_101_101), "root", "root"), stop));
            var write = FileWriting.Of(path, FileContent.FromBytes(Encoding.UTF8.GetBytes(content)), Metadata, check: null);
            plan.Change("create", null, $"{path} {Metadata.Mode} root:root", write);
            return true;
        }

        return await new ManagedFile(path, FileContent.FromBytes(Encoding.UTF8.GetBytes(content)), Metadata).PlanAsync(plan, cancel).ConfigureAwait(false);
    }

    private static bool KeepsAway(string text, string module) => text.Split('\n').Any(line =>
        line.Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries) is ["blacklist" or "install", var name, ..] && KernelModules.Normal(name) == KernelModules.Normal(module));

    private static async ValueTask RunAsync(ISystem system, string[] arguments, CancellationToken cancel)
    {
        var result = await system.RunAsync(SystemTool.Request(arguments), cancel).ConfigureAwait(false);
        if (!result.Succeeded)
        {
            throw result.ExitCode == ProcessResult.NotFound ? NoModprobe() : SystemTool.Failure(string.Join(' ', arguments), result);
        }
    }

    private static ProviderException NoModprobe() => new("modprobe was not found. Declare host.Package(\"kmod\") above; in a container or image declare .PersistOnly().");
}
