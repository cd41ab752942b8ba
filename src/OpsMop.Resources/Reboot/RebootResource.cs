namespace OpsMop;

/// <summary>A reboot of the host, where one is needed: Debian says so with <c>/run/reboot-required</c>, a command of yours with <c>NeededIf</c>.</summary>
/// <remarks>
/// Without a delay the run ends there: what it has done is kept, it is recorded as interrupted, and the next apply does what stands below the reboot. So let
/// something
/// start that apply, or let the reboot be the last resource. With a delay the reboot is only scheduled, the run goes on to its end, and a second apply in the
/// meantime
/// finds nothing to do.
/// </remarks>
[ResourceType("reboot", Action = true)]
[OneOf(nameof(NeededIf), nameof(Always), Optional = true)]
[InsteadOf("reboot", "shutdown -r", "shutdown --reboot", "systemctl reboot")]
public sealed partial class RebootResource : Resource
{
    /// <summary>A command that only reads, run without a shell: unless it succeeds, there is nothing to do. It runs in plans too.</summary>
    [RunsCommand, Guards]
    public CommandText? NeededIf { get; }

    /// <summary>
    /// It is needed whenever the run comes to it, as in a handler. It needs a <c>Delay</c>: without one the notification of the handler would outlive the
    /// reboot, and
    /// the next apply would reboot again.
    /// </summary>
    [Needs(nameof(Delay))]
    public bool Always { get; }

    /// <summary>How long after this the host reboots, in whole minutes, rounded up. The run goes on. At once where not given.</summary>
    public Duration? Delay { get; }

    /// <summary>What those who are logged in are told. It must hold no secret.</summary>
    [Printed]
    public Text? Message { get; }

    /// <inheritdoc/>
    protected override string? Summary => NeededIf?.ToString();

    partial void ValidateMore(Validation validation)
    {
        validation.Command(nameof(NeededIf), NeededIf, shell: false);
        if (Delay is { IsGiven: true, Error: null } delay && delay.Value <= TimeSpan.Zero)
        {
            validation.Report("OPM2004", nameof(Delay), "Delay: give a minute or more, or leave it out for a reboot at once.");
        }
    }
}
