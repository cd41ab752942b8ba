namespace OpsMop;

/// <summary>A service, or another unit of the service manager: what it does now, and whether it does so after a reboot.</summary>
/// <remarks>
/// The service manager reads changed unit files anew before anything else happens. A service that ends or fails right after its start is a failure, which
/// shows the last lines of its journal.
/// </remarks>
[ResourceType("service")]
[InsteadOf(
    "systemctl start", "systemctl stop", "systemctl restart", "systemctl reload", "systemctl enable", "systemctl disable", "systemctl mask", "systemctl unmask",
    "service * start", "service * stop", "service * restart", "service * reload", "update-rc.d * defaults", "update-rc.d * enable", "update-rc.d * disable", "update-rc.d * remove")]
public sealed partial class ServiceResource : Resource
{
    /// <summary>Its name, such as <c>nginx</c>. Units that are no services are named with their suffix: <c>backup.timer</c>.</summary>
    [Key, Claims(Claim.Unit), RegularExpression(@"[A-Za-z0-9:_.@\\-]+", Explanation = "the name of a service or unit, such as nginx or backup.timer")]
    public string Unit { get; }

    /// <summary>What it should be doing now. Left alone where not given.</summary>
    public ServiceState? State { get; }

    /// <summary>Whether it starts when the host boots. Left alone where not said.</summary>
    [Suggests(nameof(State), Because = "It starts with the host and does not run now.")]
    public bool? Enabled { get; }

    /// <summary>Whether it is kept from being started by anybody. Left alone where not said.</summary>
    public bool? Masked { get; }

    /// <summary>Reports what contradicts itself.</summary>
    /// <param name="validation">Takes the reports.</param>
    partial void ValidateMore(Validation validation)
    {
        if (Masked == true && State is not null and not ServiceState.Stopped)
        {
            validation.Report("OPM2001", nameof(Masked), $"Masked and {State} exclude each other: a masked service cannot be started.");
        }

        if (Masked == true && Enabled == true)
        {
            validation.Report("OPM2001", nameof(Masked), "Masked and Enabled exclude each other: a masked service cannot be enabled.");
        }
    }
}
