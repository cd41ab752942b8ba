using System.Text.Json;

namespace OpsMop;

/// <summary>
/// Manages services of Homebrew's formulae with <c>brew services</c>. It is chosen with <c>.Via&lt;BrewServicesProvider&gt;()</c>; other services of macOS are launchd's.
/// </summary>
[Provider<ServiceResource>("brew-services", Platforms = ["brew"], Proof = Proof.Recorded)]
public sealed class BrewServicesProvider : Provider<ServiceResource>, IServiceManager
{
    /// <inheritdoc/>
    string IServiceManager.Name => "brew services";

    /// <inheritdoc/>
    bool IServiceManager.EnablingStarts => true;

    /// <inheritdoc/>
    public override ValueTask PlanAsync(ServiceResource want, Plan plan, CancellationToken cancel) => ServicePlanning.PlanAsync(want, plan, this, cancel);

    /// <inheritdoc/>
    async ValueTask<ServiceStatus?> IServiceManager.ReadAsync(ISystemReader system, string service, CancellationToken cancel)
    {
        var result = await SystemTool.QueryAsync(system, cancel, StatusOf(service)).ConfigureAwait(false);
        if (result.ExitCode == ProcessResult.NotFound)
        {
            throw new ProviderException("brew was not found: this host has no Homebrew. Choose another provider with .Via<…>().");
        }

        if (!result.Succeeded)
        {
            return result.Error.Contains("No available formula", StringComparison.Ordinal) || result.Error.Contains("No installed keg", StringComparison.Ordinal)
                || result.Error.Contains("is not installed", StringComparison.Ordinal)
                ? null
                : throw SystemTool.Failure($"brew services info {service}", result);
        }

        return Parse(result.Output);
    }

    /// <inheritdoc/>
    string[] IServiceManager.StatusOf(string service) => StatusOf(service);

    /// <inheritdoc/>
    bool IServiceManager.IsRunning(ProcessResult said) => said.Succeeded && (said.Output.Length == 0 || Parse(said.Output) is { IsRunning: true });

    /// <inheritdoc/>
    IReadOnlyList<string[]> IServiceManager.CommandsFor(ServiceVerb verb, string service, ServiceStatus have) => verb switch
    {
        ServiceVerb.Enable => [["brew", "services", "start", service]],
        ServiceVerb.Disable => [["brew", "services", "stop", service]],

        // To start registers it, so that it comes back with the next login; to run does not.
        ServiceVerb.Start => [["brew", "services", have.IsEnabled ? "start" : "run", service]],
        ServiceVerb.Stop => have.IsEnabled ? [["brew", "services", "stop", "--keep", service]] : [["brew", "services", "stop", service]],
        ServiceVerb.Restart when have.IsEnabled || !have.IsRunning => [["brew", "services", have.IsEnabled ? "restart" : "run", service]],
        ServiceVerb.Restart => [["brew", "services", "stop", service], ["brew", "services", "run", service]],
        _ => throw new ProviderException($"brew services has no way to let {service} read its configuration anew. Use .Restarted(), or RestartOn instead of ReloadOn."),
    };

    private static string[] StatusOf(string service) => ["brew", "services", "info", service, "--json"];

    private static ServiceStatus? Parse(string output)
    {
        try
        {
            using var document = JsonDocument.Parse(output);
            if (document.RootElement is not { ValueKind: JsonValueKind.Array } list || list.GetArrayLength() == 0)
            {
                return null;
            }

            var one = list[0];
            return new ServiceStatus(one.TryGetProperty("running", out var running) && running.ValueKind == JsonValueKind.True, IsRegistered(one));
        }
        catch (JsonException fault)
        {
            throw new ProviderException($"brew services has answered what is no JSON: {output.Trim()}", fault);
        }
    }

    /// <summary>Older ones do not say it; there, the file of a registered service is no longer in its keg.</summary>
    private static bool IsRegistered(JsonElement one) =>
        one.TryGetProperty("registered", out var registered) ? registered.ValueKind == JsonValueKind.True
        : one.TryGetProperty("file", out var file) && file.ValueKind == JsonValueKind.String && !file.GetString()!.Contains("/Cellar/", StringComparison.Ordinal)
        && !file.GetString()!.Contains("/opt/", StringComparison.Ordinal);
}
