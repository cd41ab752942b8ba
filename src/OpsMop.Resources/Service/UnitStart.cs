namespace OpsMop;

/// <summary>Starts, restarts or reloads a unit and makes sure that it stays up.</summary>
internal static class UnitStart
{
    /// <summary>How long a unit may take to become active where systemctl itself does not wait.</summary>
    internal static TimeSpan Patience { get; set; } = TimeSpan.FromSeconds(90);

    /// <summary>When it is looked at again after its start: what dies at once has died by then.</summary>
    internal static TimeSpan Grace { get; set; } = TimeSpan.FromMilliseconds(250);

    /// <summary>Does it.</summary>
    /// <param name="system">Where.</param>
    /// <param name="verb"><c>start</c>, <c>restart</c> or <c>reload</c>.</param>
    /// <param name="unit">The unit.</param>
    /// <param name="cancel">Ends the waiting.</param>
    public static async ValueTask RunAsync(ISystem system, string verb, string unit, CancellationToken cancel)
    {
        var result = await system.RunAsync(new ProcessRequest(["systemctl", verb, "--", unit]), cancel).ConfigureAwait(false);
        if (!result.Succeeded)
        {
            throw await FailureAsync(system, $"systemctl {verb} {unit}", unit, result, cancel).ConfigureAwait(false);
        }

        var looked = 0;
        for (var waited = TimeSpan.Zero; ; waited += Grace)
        {
            // As an effect, though it only reads: in a plan, where nothing was started, it must not ask the host.
            var shown = await system.RunAsync(new ProcessRequest(["systemctl", "show", "--property", "ActiveState,SubState,Type,UnitFileState", "--", unit]), cancel).ConfigureAwait(false);
            var status = UnitStatus.Parse(shown.Output);
            switch (status.ActiveState)
            {
                case "":
                case "inactive" when status.Type == "oneshot" || !unit.EndsWith(".service", StringComparison.Ordinal):
                case "active" when looked > 0 || status.Type is "oneshot" or "forking" or "notify" or "dbus" || !unit.EndsWith(".service", StringComparison.Ordinal):
                    return;
                case "active":
                    looked++;
                    break;
                case "activating" or "reloading" or "refreshing" when status.SubState != "auto-restart" && waited < Patience:
                    break;
                default:
                    throw await FailureAsync(system, $"{unit} did not stay up after systemctl {verb}: it is {status.ActiveState} ({status.SubState})", unit, shown, cancel).ConfigureAwait(false);
            }

            await Task.Delay(Grace, cancel).ConfigureAwait(false);
        }
    }

    private static async ValueTask<ProviderException> FailureAsync(ISystem system, string what, string unit, ProcessResult result, CancellationToken cancel)
    {
        var journal = await SystemTool.QueryAsync(system, cancel, "journalctl", "--unit", unit, "--lines", "10", "--no-pager", "--quiet", "--output", "short-iso").ConfigureAwait(false);
        var said = journal.Succeeded && journal.Output.Trim() is { Length: > 0 } lines ? lines : result.Error.Trim();
        return new ProviderException(said.Length > 0 ? $"{what}.\n{said}" : $"{what}.") { Process = result };
    }
}
