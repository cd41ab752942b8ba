namespace OpsMop;

/// <summary>
/// Manages services with runit's <c>sv</c>. What is enabled is linked from <c>/etc/sv</c> into the folder that <c>runsvdir</c> watches, and runs from then on.
/// </summary>
[Provider<ServiceResource>("runit", Platforms = ["runit"], Default = true, Proof = Proof.RealHost)]
public sealed class RunitProvider : Provider<ServiceResource>, IServiceManager
{
    private static readonly AbsolutePath Definitions = "/etc/sv";

    // Void Linux has the first, Debian the second, and runit itself the third.
    private static readonly AbsolutePath[] Watched = ["/var/service", "/etc/service", "/service"];

    // runsvdir looks every five seconds.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    /// <inheritdoc/>
    string IServiceManager.Name => "runit";

    /// <inheritdoc/>
    bool IServiceManager.EnablingStarts => true;

    /// <inheritdoc/>
    public override ValueTask PlanAsync(ServiceResource want, Plan plan, CancellationToken cancel) => ServicePlanning.PlanAsync(want, plan, this, cancel);

    /// <inheritdoc/>
    async ValueTask<ServiceStatus?> IServiceManager.ReadAsync(ISystemReader system, string service, CancellationToken cancel)
    {
        if (await system.StatAsync(Definitions / service / "run", follow: true, cancel).ConfigureAwait(false) is null)
        {
            return null;
        }

        AbsolutePath watched = default;
        foreach (var folder in Watched)
        {
            if (await system.StatAsync(folder, follow: true, cancel).ConfigureAwait(false) is { IsDirectory: true })
            {
                watched = folder;
                break;
            }
        }

        if (!watched.IsGiven)
        {
            throw new ProviderException(
                $"None of {string.Join(", ", Watched)} is a folder: runit does not supervise services here. Install runit, or choose another provider with .Via<…>().");
        }

        var linked = await system.StatAsync(watched / service, follow: false, cancel).ConfigureAwait(false) is not null;
        var down = await system.StatAsync(DownOf(service), follow: false, cancel).ConfigureAwait(false) is not null;
        var status = linked ? await SystemTool.QueryAsync(system, cancel, StatusOf(service)).ConfigureAwait(false) : null;
        return new ServiceStatus(status is not null && IsRunning(status), linked && !down) { Details = [watched.Value] };
    }

    /// <inheritdoc/>
    string[] IServiceManager.StatusOf(string service) => StatusOf(service);

    /// <inheritdoc/>
    bool IServiceManager.IsRunning(ProcessResult said) => IsRunning(said);

    /// <inheritdoc/>
    string? IServiceManager.NeedsEnabling(string service) =>
        $"runit runs only what it supervises, and {service} is not enabled. Add .Enabled(), and it also starts with the host.";

    /// <inheritdoc/>
    IReadOnlyList<string[]> IServiceManager.CommandsFor(ServiceVerb verb, string service, ServiceStatus have) =>
        [["sv", verb.ToString().ToLowerInvariant(), (Definitions / service).Value]];

    /// <inheritdoc/>
    Func<ISystem, CancellationToken, ValueTask> IServiceManager.LinkingFor(bool enable, string service, ServiceStatus have)
    {
        var link = (AbsolutePath)have.Details[0] / service;
        return enable ? (system, cancel) => EnableAsync(system, link, service, cancel) : (system, cancel) => DisableAsync(system, link, service, cancel);
    }

    private static async ValueTask EnableAsync(ISystem system, AbsolutePath link, string service, CancellationToken cancel)
    {
        await system.DeleteAsync(DownOf(service), recursive: false, cancel).ConfigureAwait(false);
        await system.CreateLinkAsync(link, (Definitions / service).Value, cancel: cancel).ConfigureAwait(false);
        for (var waited = TimeSpan.Zero; ; waited += UnitStart.Grace)
        {
            var result = await system.RunAsync(new ProcessRequest(StatusOf(service)), cancel).ConfigureAwait(false);
            if (IsSupervised(result))
            {
                if (!IsRunning(result))
                {
                    // It had been supervised and stopped before.
                    await SystemTool.RunAsync(system, cancel, "sv", "start", (Definitions / service).Value).ConfigureAwait(false);
                }

                return;
            }

            if (waited >= Patience)
            {
                throw SystemTool.Failure($"{link} is linked, and runsvdir does not supervise it. Is runit running?", result);
            }

            await Task.Delay(UnitStart.Grace, cancel).ConfigureAwait(false);
        }
    }

    private static async ValueTask DisableAsync(ISystem system, AbsolutePath link, string service, CancellationToken cancel)
    {
        // Its supervisor ends with it, at once and not when runsvdir looks again.
        await system.DeleteAsync(link, recursive: false, cancel).ConfigureAwait(false);
        var result = await system.RunAsync(new ProcessRequest(["sv", "force-shutdown", (Definitions / service).Value]), cancel).ConfigureAwait(false);
        if (!result.Succeeded && IsSupervised(result))
        {
            throw SystemTool.Failure($"sv force-shutdown {service}", result);
        }
    }

    private static AbsolutePath DownOf(string service) => Definitions / service / "down";

    private static string[] StatusOf(string service) => ["sv", "status", (Definitions / service).Value];

    private static bool IsRunning(ProcessResult said) => said.Succeeded && (said.Output.Length == 0 || said.Output.StartsWith("run:", StringComparison.Ordinal));

    private static bool IsSupervised(ProcessResult said) =>
        said.ExitCode != ProcessResult.NotFound
        && !said.Output.StartsWith("fail:", StringComparison.Ordinal) && !said.Output.StartsWith("warning:", StringComparison.Ordinal);
}
