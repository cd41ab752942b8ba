namespace OpsMop;

/// <summary>Manages the daemons of macOS with <c>launchctl</c>. A service is named by its label; its property list is in <c>/Library/LaunchDaemons</c>.</summary>
[Provider<ServiceResource>("launchd", Platforms = ["launchd"], Default = true, Proof = Proof.Recorded)]
public sealed class LaunchdProvider : Provider<ServiceResource>, IServiceManager
{
    private const string Loaded = "loaded";

    private static readonly AbsolutePath[] Folders = ["/Library/LaunchDaemons", "/System/Library/LaunchDaemons"];

    /// <inheritdoc/>
    string IServiceManager.Name => "launchd";

    /// <inheritdoc/>
    public override ValueTask PlanAsync(ServiceResource want, Plan plan, CancellationToken cancel) => ServicePlanning.PlanAsync(want, plan, this, cancel);

    /// <inheritdoc/>
    async ValueTask<ServiceStatus?> IServiceManager.ReadAsync(ISystemReader system, string service, CancellationToken cancel)
    {
        AbsolutePath file = default;
        foreach (var folder in Folders)
        {
            if (await system.StatAsync(folder / (service + ".plist"), follow: true, cancel).ConfigureAwait(false) is { IsFile: true })
            {
                file = folder / (service + ".plist");
                break;
            }
        }

        if (!file.IsGiven)
        {
            return null;
        }

        var status = await SystemTool.QueryAsync(system, cancel, StatusOf(service)).ConfigureAwait(false);
        if (status.ExitCode == ProcessResult.NotFound)
        {
            throw new ProviderException("launchctl was not found: this host has no launchd. Choose another provider with .Via<…>().");
        }

        var disabled = await SystemTool.QueryAsync(system, cancel, "launchctl", "print-disabled", "system").ConfigureAwait(false);
        return new ServiceStatus(IsRunning(status), !IsDisabled(disabled.Output, service)) { Details = [file.Value, status.Succeeded ? Loaded : ""] };
    }

    /// <inheritdoc/>
    string[] IServiceManager.StatusOf(string service) => StatusOf(service);

    /// <inheritdoc/>
    bool IServiceManager.IsRunning(ProcessResult said) => IsRunning(said);

    /// <inheritdoc/>
    string? IServiceManager.NeedsEnabling(string service) =>
        $"launchd starts no service that is disabled. Add .Enabled() to {service}, and it also starts with the host.";

    /// <inheritdoc/>
    IReadOnlyList<string[]> IServiceManager.CommandsFor(ServiceVerb verb, string service, ServiceStatus have)
    {
        var target = "system/" + service;
        string[][] load = have.Details[1] == Loaded ? [] : [["launchctl", "bootstrap", "system", have.Details[0]]];
        return verb switch
        {
            ServiceVerb.Enable => [["launchctl", "enable", target]],
            ServiceVerb.Disable => [["launchctl", "disable", target]],

            // What is to be kept alive would come back if only its process were ended.
            ServiceVerb.Stop => [["launchctl", "bootout", target]],
            ServiceVerb.Start => [.. load, ["launchctl", "kickstart", target]],
            ServiceVerb.Restart => [.. load, ["launchctl", "kickstart", "-k", target]],
            _ => throw new ProviderException($"launchd has no way to let {service} read its configuration anew. Use .Restarted(), or RestartOn instead of ReloadOn."),
        };
    }

    private static string[] StatusOf(string service) => ["launchctl", "print", "system/" + service];

    private static bool IsRunning(ProcessResult said) =>
        said.Succeeded && (said.Output.Length == 0 || said.Output.Split('\n').Any(static line => line.Trim() == "state = running"));

    /// <summary>Whether a service is in what <c>launchctl print-disabled</c> prints; older ones say <c>true</c> where others say <c>disabled</c>.</summary>
    private static bool IsDisabled(string output, string service)
    {
        foreach (var line in output.Split('\n', StringSplitOptions.TrimEntries))
        {
            if (line.StartsWith($"\"{service}\" => ", StringComparison.Ordinal))
            {
                return line.EndsWith("disabled", StringComparison.Ordinal) || line.EndsWith("true", StringComparison.Ordinal);
            }
        }

        return false;
    }
}
