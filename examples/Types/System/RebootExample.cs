/// <summary>A reboot, where one is needed.</summary>
public sealed partial class RebootExample : Role
{
    /// <summary>How long after the run the host reboots, such as <c>5m</c>. Where it is not given, the run ends with the reboot.</summary>
    public Duration Delay { get; set; }

    public override void Define(Host host)
    {
        // Debian says that it is needed with /run/reboot-required.
        host.Reboot().Delay(Delay).Message($"A new kernel waits to be used.");

        // Another way to know, and a handler that always needs it:
        //   host.Reboot().NeededIf($"needs-restarting --reboothint");
        //   var reboot = host.Handler("reboot", () => host.Reboot().Always().Delay("1m"));
    }
}
